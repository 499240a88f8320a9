import type { HeardCallback } from './ask.ts';
import { drawCallback } from './callback-requests.ts';
import { carryReply, type CarriedReply } from './carry-reply.ts';
import { drawCreateTaskReply } from './create-task-replies.ts';
import type { Draw } from './draw.ts';
import { drawInPhpReply } from './in-php-replies.ts';
import { mutate } from './mutate.ts';
import type { Question } from './question.ts';
import type { Meaning, SoundReply } from './sound-reply.ts';

/** In which state a reply arrives. */
export type ReplyState = 'sound' | 'mutated' | 'big';

export interface FuzzedReply {
  readonly state: ReplyState;
  readonly carried: CarriedReply;
  readonly callback: HeardCallback;
  /** `anything` once it is no longer what was written. */
  readonly meaning: Meaning;
}

const anything = { kind: 'anything' } as const;

/** The reply to a question: as a service writes it, or as it may arrive instead. */
export function drawReply(
  question: Question,
  { big, draw }: { readonly big: string | undefined; readonly draw: Draw },
): FuzzedReply {
  const sound = drawSound(question, draw);
  const isSound = draw.chance(0.45);
  const state = big !== undefined ? 'big' : isSound ? 'sound' : 'mutated';
  const body = big ?? (isSound ? wrapped(sound.body, question, draw) : mutate(sound.body, draw));
  const meaning = state === 'sound' ? sound.meaning : anything;
  const { method } = sound;
  if (question.operation === 'readCallback') {
    const carried = { ...unasked, text: body };
    return { state, carried, callback: { method, text: body }, meaning };
  }
  const carried = carryReply(body, draw);
  const isEmptied = carried.status === 204;
  const isChanged = !isEmptied && carried.text !== body && !carried.isLost;
  const arrived: Meaning = isEmptied ? { kind: 'flawed' } : isChanged ? anything : meaning;
  return { state, carried, callback: { method, text: '' }, meaning: arrived };
}

/** Some servers put blank lines around what they say, or a byte order mark where none belongs. */
const wrapped = (body: string, { operation }: Question, draw: Draw): string =>
  operation !== 'readCallback' && draw.chance(0.1)
    ? draw.of([`\n\uFEFF${body}`, `\r\n ${body}\n`, `${body}\r\n\r\n`])
    : body;

const unasked = {
  status: 200,
  headers: {},
  bytes: new Uint8Array(),
  isPlain: true,
  isLost: false,
} as const;

function drawSound(
  question: Question,
  draw: Draw,
): SoundReply & { readonly method: HeardCallback['method'] } {
  if (question.operation === 'readCallback') return drawCallback(question, draw);
  const drawn =
    question.decoder.dialect === 'createTask'
      ? drawCreateTaskReply(question, draw)
      : drawInPhpReply(question, draw);
  return { ...drawn, method: 'POST' };
}
