import type { FakeSolution } from '../../core/fake-solution.ts';

type Fields = Readonly<Record<string, string>>;

/** How a service of this family writes a solution: text, or an object that is JSON text where the reply is plain. */
export type InPhpPayload = string | Fields;

/** What the services of this family have in common; `cellsText` is each one's own. */
export function inPhpPayload(
  solution: FakeSolution,
  cellsText: (cells: readonly number[]) => string,
): InPhpPayload {
  switch (solution.kind) {
    case 'token':
      return solution.token;
    case 'text':
      return solution.text;
    case 'clearance':
      return solution.cfClearance;
    case 'geetest-v3':
      return {
        geetest_challenge: solution.challenge,
        geetest_validate: solution.validate,
        geetest_seccode: solution.seccode,
      };
    case 'geetest-v4':
      return geetestV4Fields(solution);
    case 'cells':
      return cellsText(solution.cells);
    case 'lemin':
      return { answer: solution.answer, challenge_id: solution.challengeId };
    case 'amazon-waf':
      return { captcha_voucher: solution.voucher, existing_token: solution.existingToken };
  }
}

/** The five values, named alike in every dialect. */
export const geetestV4Fields = (
  solution: Extract<FakeSolution, { kind: 'geetest-v4' }>,
): Fields => ({
  captcha_id: solution.captchaId,
  lot_number: solution.lotNumber,
  pass_token: solution.passToken,
  gen_time: solution.genTime,
  captcha_output: solution.captchaOutput,
});
