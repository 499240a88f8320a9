import type { Draw } from './draw.ts';
import type { Question } from './question.ts';
import { drawCode, drawErrorCode, notReadyWords } from './refusals.ts';
import type { SoundReply } from './sound-reply.ts';
import { writeAffirmation } from './write-affirmation.ts';
import { drawEcho, type JsonField, quoted, writeObject } from './write-json.ts';

/** A complaint, in one of the places and forms in which services make it. */
export function drawInPhpRefusal(question: Question, draw: Draw): SoundReply {
  const { decoder, operation, secrets } = question;
  if (decoder.refusedAnswer !== undefined && operation === 'poll' && draw.chance(0.5)) {
    const word = decoder.refusedAnswer;
    const body = draw.of([word, `OK|${word}`, writeAffirmation(quoted(word), { question, draw })]);
    return { body, meaning: { kind: 'refused', rawCode: word } };
  }
  if (draw.chance(0.3)) {
    const code = drawErrorCode(draw);
    // Believed by its code, whatever the status beside it.
    const isAffirmed = draw.chance(0.5);
    const body = isAffirmed
      ? draw.of([`OK|${code}`, writeAffirmation(quoted(code), { question, draw })])
      : draw.of([`{"request":${quoted(code)}}`, `{"error":${quoted(code)}}`, quoted(code)]);
    return { body, meaning: { kind: 'refused', rawCode: code } };
  }
  const code = drawCode(draw);
  const isAboutRequest = code.startsWith('ERROR_') && draw.chance(0.4);
  const padding = 'x'.repeat(draw.of([0, 0, 60, 90]));
  const rawCode = isAboutRequest ? `${code}: ${padding}${drawEcho(secrets, draw)}` : code;
  const status: JsonField = ['status', draw.of(['0', '"0"', 'false'])];
  const said: JsonField = [draw.of(['request', 'error']), quoted(rawCode)];
  const object = writeObject({ fields: [status, said], secrets }, draw);
  const page = 'https://2captcha.com/blog/google-search-recaptcha';
  const rest: SoundReply = { body: page, meaning: { kind: 'refused', rawCode: page } };
  if (draw.chance(0.05)) return rest;
  return {
    body: draw.chance(0.5) ? object : rawCode,
    meaning: { kind: 'refused', rawCode },
  };
}

/** What there is before an answer. */
export function drawInPhpNotReady(question: Question, draw: Draw): SoundReply {
  const word = draw.of(notReadyWords);
  const fields: readonly JsonField[] = [
    ['status', draw.of(['0', '1'])],
    ['request', quoted(word)],
  ];
  const object = writeObject({ fields, secrets: question.secrets }, draw);
  return {
    body: draw.of([word, `${word}\n`, object, `{"request":"${word}"}`, `OK|${word}`]),
    meaning: { kind: 'pending' },
  };
}
