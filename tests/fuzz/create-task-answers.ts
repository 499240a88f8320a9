import type { CompatibleTaskType } from '@understudy/provider-compatible';

import { drawAnswer, type DrawnAnswer, drawUserAgent, geetestV4Solution } from './answers.ts';
import type { Draw } from './draw.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An answer as getTaskResult writes it. */
export interface CreateTaskAnswer {
  /** What stands in `solution`. */
  readonly written: Fields;
  /** What it is to be understood as, without the type. */
  readonly solution: Fields;
}

/** Draws an answer, and one of the shapes in which it comes, with what stands beside it. */
export function drawCreateTaskAnswer(type: CompatibleTaskType, draw: Draw): CreateTaskAnswer {
  const { written, solution } = drawShape(type, draw);
  const extras = drawExtras(written, draw);
  // Of a raw task all of it is the answer.
  const value = type === 'raw' ? { value: { ...written, ...extras.written } } : solution;
  return {
    written: { ...written, ...extras.written },
    solution: { ...extras.solution, ...value },
  };
}

const googleTypes = ['recaptcha-v2', 'recaptcha-v3', 'hcaptcha'];

function drawShape(type: CompatibleTaskType, draw: Draw): CreateTaskAnswer {
  const answer = drawAnswer(type, draw);
  switch (answer.shape) {
    case 'token': {
      const { token } = answer;
      const isGoogle = googleTypes.includes(type) && draw.chance(0.7);
      return {
        written: { [isGoogle ? 'gRecaptchaResponse' : 'token']: token },
        solution: { token },
      };
    }
    case 'text':
      return { written: { text: answer.text }, solution: { text: answer.text } };
    case 'clearance':
      return drawClearance(answer, draw);
    case 'geetest-v3':
      return { written: answer.values, solution: answer.values };
    case 'geetest-v4':
      return { written: answer.values, solution: geetestV4Solution(answer.values) };
    case 'cells':
      return drawCells(answer.cells, draw);
    case 'lemin': {
      const { answer: text, challengeId } = answer;
      return {
        written: { answer: text, [draw.of(['challenge_id', 'challenge_uuid'])]: challengeId },
        solution: { answer: text, challengeId },
      };
    }
    case 'waf': {
      const { token, voucher, existingToken } = answer;
      const cookies = { 'aws-waf-token': token };
      return draw.of<CreateTaskAnswer>([
        { written: { cookies }, solution: { token, cookies } },
        { written: { cookie: `aws-waf-token=${token}` }, solution: { token } },
        {
          written: { captcha_voucher: voucher, existing_token: existingToken },
          solution: { voucher, existingToken },
        },
      ]);
    }
    case 'raw':
      return { written: { token: answer.word }, solution: {} };
  }
}

function drawClearance(
  { cookie, userAgent }: Extract<DrawnAnswer, { readonly shape: 'clearance' }>,
  draw: Draw,
): CreateTaskAnswer {
  const cfClearance = cookie;
  const cookies = { cf_clearance: cookie };
  return draw.of<CreateTaskAnswer>([
    {
      written: { cf_clearance: cookie, userAgent },
      solution: { cfClearance, userAgent },
    },
    { written: { cookies, user_agent: userAgent }, solution: { cfClearance, cookies, userAgent } },
    // anti-captcha's AntiBotCookieTask.
    {
      written: { cookies, fingerprint: { 'self.navigator.userAgent': userAgent } },
      solution: { cfClearance, cookies, userAgent },
    },
  ]);
}

/** CapSolver counts from 0, or says of one picture whether it is one; the others list cells from 1, or flags. */
function drawCells(cells: readonly number[], draw: Draw): CreateTaskAnswer {
  const flags = Array.from({ length: 9 }, (_, index) => cells.includes(index + 1));
  const solution = { cells };
  return draw.of<CreateTaskAnswer>([
    { written: { click: cells }, solution },
    { written: { answer: flags }, solution },
    { written: { objects: cells.map((cell) => cell - 1), type: 'multi' }, solution },
    { written: { hasObject: true, type: 'single', size: 1 }, solution: { cells: [1] } },
  ]);
}

function drawExtras(written: Fields, draw: Draw): CreateTaskAnswer {
  const isBound = ['userAgent', 'user_agent', 'fingerprint', 'cookies'].some((name) =>
    Object.hasOwn(written, name),
  );
  if (isBound) return { written: {}, solution: {} };
  const userAgent = drawUserAgent(draw);
  const respKey = draw.word();
  const cookies = { theme: draw.word(6) };
  return draw.of<CreateTaskAnswer>([
    { written: {}, solution: {} },
    {
      written: { [draw.of(['userAgent', 'user_agent', 'useragent'])]: userAgent },
      solution: { userAgent },
    },
    { written: { respKey, cookies }, solution: { respKey, cookies } },
  ]);
}
