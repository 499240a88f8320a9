/** What a solved task gives, without its wire format. */
export type FakeSolution =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'clearance'; readonly cfClearance: string; readonly userAgent: string }
  | {
      readonly kind: 'geetest-v3';
      readonly challenge: string;
      readonly validate: string;
      readonly seccode: string;
    }
  | {
      readonly kind: 'geetest-v4';
      readonly captchaId: string;
      readonly lotNumber: string;
      readonly passToken: string;
      readonly genTime: string;
      readonly captchaOutput: string;
    }
  /** Numbers of the cells, from 1, ascending. */
  | { readonly kind: 'cells'; readonly cells: readonly number[] }
  | { readonly kind: 'lemin'; readonly answer: string; readonly challengeId: string }
  | { readonly kind: 'amazon-waf'; readonly voucher: string; readonly existingToken: string };

/** The texts by which a solution is found again; what a client sent itself is none of them. */
export function answerTextsOf(solution: FakeSolution): readonly string[] {
  switch (solution.kind) {
    case 'token':
      return [solution.token];
    case 'text':
      return [solution.text];
    case 'clearance':
      return [solution.cfClearance];
    case 'geetest-v3':
      return [solution.validate, solution.seccode];
    case 'geetest-v4':
      return [solution.lotNumber, solution.passToken, solution.captchaOutput];
    case 'cells':
      return [cellsKeyOf(solution.cells)];
    case 'lemin':
      return [solution.answer, solution.challengeId];
    case 'amazon-waf':
      return [solution.voucher, solution.existingToken];
  }
}

/** The cells that a text names, in any of the ways in which services write them: `[1,3,6]`, `click:1/3/6`, `1,3,6`. */
export function cellsKeyOfText(text: string): string | undefined {
  const list = /^(?:click:)?\[?(\d{1,4}(?:[,/\s]+\d{1,4})*)\]?$/.exec(text.trim())?.[1];
  return list === undefined ? undefined : cellsKeyOf(list.split(/[,/\s]+/).map(Number));
}

/** Equal for equal cells in any order. */
export const cellsKeyOf = (cells: readonly number[]): string =>
  `cells ${cells.toSorted((left, right) => left - right).join(' ')}`;
