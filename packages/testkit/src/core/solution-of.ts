import { createHash } from 'node:crypto';

import { cellsKeyOf, type FakeSolution } from './fake-solution.ts';
import type { FakeTaskType } from './fake-task-type.ts';

/** The browser that the fake's workers use, where a task names none. */
export const workersUserAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

const imageTextLength = 10;
/** Six bytes of a hash choose among the subsets of the cells. */
const maxCells = 48;

/** How tokens of a type begin in the wild. */
const prefixes: { readonly [K in FakeTaskType]?: string } = {
  'recaptcha-v2': '03AFcWeA',
  'recaptcha-v3': '03AFcWeA',
  turnstile: '0.',
  hcaptcha: 'P1_',
};

/** What of a task its solution depends on. */
interface SolvableTask {
  readonly type: FakeTaskType;
  readonly siteKey?: string | undefined;
  readonly challenge?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly cellCount?: number | undefined;
}

interface SolutionTerms {
  readonly seed: string;
  readonly taskId: string;
  readonly task: SolvableTask;
  /** Whether another task has the answer already: the cells of a picture are few. */
  readonly isTaken: (answerText: string) => boolean;
}

/** The solution of a task: unique to it, so that a mix-up shows. Cells repeat once every choice of them was given. */
export function solutionOf({ seed, taskId, task, isTaken }: SolutionTerms): FakeSolution {
  const hashOf = (field: string): Buffer =>
    createHash('sha512')
      .update(JSON.stringify(field === '' ? [seed, taskId] : [seed, taskId, field]))
      .digest();
  const secret = (field = ''): string => hashOf(field).toString('base64url');
  const hex = (field: string): string => hashOf(field).toString('hex').slice(0, 32);

  switch (task.type) {
    case 'recaptcha-v2':
    case 'recaptcha-v3':
    case 'turnstile':
    case 'hcaptcha':
    case 'friendly-captcha':
    case 'captchafox':
      return { kind: 'token', token: (prefixes[task.type] ?? '') + secret() };
    case 'funcaptcha':
      // The bars belong to the token: https://2captcha.com/2captcha-api shows them.
      return { kind: 'token', token: `${hex('session')}|r=eu-west-1|pk=${task.siteKey ?? ''}` };
    case 'image': {
      const text = hashOf('').toString('hex').slice(0, imageTextLength).toUpperCase();
      return { kind: 'text', text };
    }
    case 'cloudflare-challenge':
      return {
        kind: 'clearance',
        cfClearance: secret(),
        userAgent: task.userAgent ?? workersUserAgent,
      };
    case 'geetest-v3': {
      const validate = hex('validate');
      return {
        kind: 'geetest-v3',
        challenge: task.challenge ?? '',
        validate,
        seccode: `${validate}|jordan`,
      };
    }
    case 'geetest-v4':
      return {
        kind: 'geetest-v4',
        captchaId: task.siteKey ?? '',
        lotNumber: hex('lot'),
        passToken: hashOf('pass').toString('hex').slice(0, 64),
        genTime: '1763800000',
        captchaOutput: secret('output'),
      };
    case 'grid':
    case 'bls':
      return { kind: 'cells', cells: freeCells(hashOf('').readUIntBE(0, 6), task, isTaken) };
    case 'lemin':
      return { kind: 'lemin', answer: `0x${hex('answer')}`, challengeId: hex('challenge') };
    case 'amazon-waf':
      return { kind: 'amazon-waf', voucher: secret('voucher'), existingToken: secret('token') };
  }
}

/** The first choice of cells, counted on from a number, that no other task has. */
function freeCells(
  start: number,
  { cellCount = 9 }: SolvableTask,
  isTaken: (answerText: string) => boolean,
): readonly number[] {
  const count = Math.min(Math.max(cellCount, 1), maxCells);
  // The empty choice is left out.
  const choices = 2 ** count - 1;
  const tries = Math.min(choices, 1_000);
  for (let step = 0; step < tries; step += 1) {
    const cells = cellsOf(((start + step) % choices) + 1, count);
    if (!isTaken(cellsKeyOf(cells))) return cells;
  }
  return cellsOf((start % choices) + 1, count);
}

const cellsOf = (choice: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1).filter(
    (cell) => Math.floor(choice / 2 ** (cell - 1)) % 2 === 1,
  );
