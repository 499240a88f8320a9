import type { JsonValue } from './json-value.ts';

/** What services return beside the answer. Never dropped: some answers hold only for the user agent they came with. */
export interface SolutionExtras {
  /** The browser that the answer is bound to, when the service names one. */
  readonly userAgent?: string | undefined;
  readonly cookies?: JsonValue | undefined;
  readonly respKey?: string | undefined;
}

export interface TokenSolution extends SolutionExtras {
  readonly token: string;
}

export interface TextSolution extends SolutionExtras {
  readonly text: string;
}

export interface ClearanceSolution extends SolutionExtras {
  /** Value of the cookie `cf_clearance`; holds for the proxy and the `userAgent` it came with. */
  readonly cfClearance: string;
}

export interface GeetestV3Solution extends SolutionExtras {
  readonly challenge: string;
  readonly validate: string;
  readonly seccode: string;
}

export interface GeetestV4Solution extends SolutionExtras {
  readonly captchaId: string;
  readonly lotNumber: string;
  readonly passToken: string;
  readonly genTime: string;
  readonly captchaOutput: string;
}

export interface CellsSolution extends SolutionExtras {
  /** Numbers of the cells, row by row, from 1. */
  readonly cells: readonly number[];
}

export interface LeminSolution extends SolutionExtras {
  readonly answer: string;
  readonly challengeId?: string | undefined;
}

/** What the page expects: one or more of the three, as the service gives them. */
export interface AmazonWafSolution extends SolutionExtras {
  readonly token?: string | undefined;
  readonly voucher?: string | undefined;
  readonly existingToken?: string | undefined;
}

export interface RawSolution extends SolutionExtras {
  /** What the service gave, as it gave it. */
  readonly value: JsonValue;
}
