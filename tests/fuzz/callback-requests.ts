import type { Draw } from './draw.ts';
import type { FuzzedTicket, Question } from './question.ts';
import type { SoundReply } from './sound-reply.ts';
import { quoted } from './write-json.ts';

/** A call of a service's, the text of its query or its body. */
export interface SoundCallback extends SoundReply {
  readonly method: 'GET' | 'POST';
}

/** Draws how one service or another announces an answer (protocols.md, sections 1.6, 2.1 and 3.1). */
export function drawCallback(question: Question, draw: Draw): SoundCallback {
  const { decoder, tickets } = question;
  const [ticket] = tickets;
  const id = ticket?.id ?? '';
  const usualNames =
    decoder.dialect === 'createTask'
      ? (['taskId', 'id'] as const)
      : (['id', 'captcha_id'] as const);
  const { id: idName, answer: answerName } = decoder.callbackFields ?? {
    id: draw.of(usualNames),
    answer: draw.of(['code', 'status', 'solution']),
  };
  const kind = draw.below(100);
  if (kind < 20) {
    const badId = draw.of([
      ...(['', '12 345678', '<b>', '9'.repeat(201)] as const),
      decoder.idPattern === undefined ? '' : '12345x',
    ]);
    return write({ idName, answerName, id: badId, isNumber: false }, draw);
  }
  if (kind < 30) return write({ idName: 'number', answerName, id, isNumber: false }, draw);
  if (kind < 40 && decoder.callbackFields !== undefined)
    return write({ idName, answerName: 'answer', id, isNumber: false }, draw);
  const isNumber = /^[1-9]\d*$/.test(id) && draw.chance(0.6);
  return write({ idName, answerName, id, isNumber, ticket }, draw);
}

interface CallbackFields {
  readonly idName: string;
  readonly answerName: string;
  readonly id: string;
  readonly isNumber: boolean;
  /** That which the call names, if it is understood at all. */
  readonly ticket?: FuzzedTicket | undefined;
}

function write(
  { idName, answerName, id, isNumber, ticket }: CallbackFields,
  draw: Draw,
): SoundCallback {
  const answer = draw.of([draw.word(), 'ERROR_CAPTCHA_UNSOLVABLE', '1']);
  const form = new URLSearchParams({ [idName]: id, [answerName]: answer }).toString();
  const json = `{"errorId":0,${quoted(idName)}:${isNumber ? id : quoted(id)},${quoted(answerName)}:${quoted(answer)}}`;
  const meaning = { kind: 'notice', ticket } as const;
  return draw.of<SoundCallback>([
    { method: 'GET', body: form, meaning },
    { method: 'POST', body: form, meaning },
    { method: 'POST', body: json, meaning },
    // Longer than any call is.
    {
      method: 'POST',
      body: `${form}&x=${'y'.repeat(65_536)}`,
      meaning: { kind: 'notice', ticket: undefined },
    },
  ]);
}
