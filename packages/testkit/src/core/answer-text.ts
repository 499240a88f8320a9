import { createHash } from 'node:crypto';

import type { FakeTaskType } from './fake-task-type.ts';

/** How answers of a type begin in the wild. */
const prefixes: Readonly<Record<FakeTaskType, string>> = {
  'recaptcha-v2': '03AFcWeA',
  'recaptcha-v3': '03AFcWeA',
  turnstile: '0.',
  image: '',
};

const imageTextLength = 10;

/** The answer to a task: unique to it, so that a mix-up shows. */
export function answerTextOf(init: {
  readonly seed: string;
  readonly type: FakeTaskType;
  readonly taskId: string;
}): string {
  const hash = createHash('sha512').update(JSON.stringify([init.seed, init.taskId]));
  if (init.type === 'image') return hash.digest('hex').slice(0, imageTextLength).toUpperCase();
  return prefixes[init.type] + hash.digest('base64url');
}
