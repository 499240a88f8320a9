import type { FakeTaskInit } from '../../core/fake-task.ts';
import { geetestV4Fields } from '../in-php/in-php-payload.ts';

/** The `solution` of getTaskResult, with the field names that the services of this family share. */
export function createTaskSolution({ type, solution, form, cellCount }: FakeTaskInit): object {
  switch (solution.kind) {
    case 'token': {
      const { token } = solution;
      const isGoogleLike = type.startsWith('recaptcha') || type === 'hcaptcha';
      return isGoogleLike ? { gRecaptchaResponse: token, token } : { token };
    }
    case 'text':
      return { text: solution.text };
    case 'clearance':
      return { cf_clearance: solution.cfClearance, userAgent: solution.userAgent };
    case 'geetest-v3': {
      const { challenge, validate, seccode } = solution;
      return { challenge, validate, seccode };
    }
    case 'geetest-v4':
      return geetestV4Fields(solution);
    case 'cells':
      return cellsSolution(solution.cells, { form, cellCount });
    case 'lemin':
      return { answer: solution.answer, challenge_id: solution.challengeId };
    case 'amazon-waf':
      if (form === 'cookies') return { cookies: { 'aws-waf-token': solution.existingToken } };
      if (form === 'cookie') return { cookie: solution.existingToken };
      return { captcha_voucher: solution.voucher, existing_token: solution.existingToken };
  }
}

/** GridTask names the cells to click, ComplexImageTask has a flag for each, CapSolver's classification counts from 0. */
function cellsSolution(
  cells: readonly number[],
  { form, cellCount = 9 }: Pick<FakeTaskInit, 'form' | 'cellCount'>,
): object {
  switch (form) {
    case 'flags':
      return { answer: Array.from({ length: cellCount }, (_, index) => cells.includes(index + 1)) };
    case 'objects':
      return { type: 'multi', objects: cells.map((cell) => cell - 1) };
    default:
      return { click: cells };
  }
}
