import type { Severity } from './check.ts';

/** What became of a check. `expected` failed as it was told to; `unexpected-pass` did not. */
export type CheckStatus = 'passed' | 'failed' | 'skipped' | 'expected' | 'unexpected-pass';

/** One check of a report. Plain JSON. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: CheckStatus;
  readonly line: 'memory' | 'sockets';
  readonly elapsedMs: number;
  readonly why: string;
  readonly fix: string;
  /** What was seen, of a check that failed. */
  readonly saw?: string | undefined;
  /** Why it was skipped, or why it was expected to fail. */
  readonly reason?: string | undefined;
}

/** Something red that is no check of its own: a set-up that failed, a capability that nothing checked. */
export interface ContractProblem {
  readonly kind: 'set-up-failed' | 'capability-unchecked' | 'nothing-checked';
  readonly message: string;
}

/** How a provider fared. Plain JSON; everything else is made of it. */
export interface ContractReport {
  readonly name: string;
  readonly contract: '1.0';
  /** `own` for a service described by a wire. */
  readonly dialect: string;
  readonly seed: string;
  readonly elapsedMs: number;
  readonly results: readonly CheckResult[];
  readonly problems: readonly ContractProblem[];
  /** What is worth knowing and red for nobody. */
  readonly notes: readonly string[];
  readonly isConformant: boolean;
}

/** The results that make a report red. */
export const redResults = ({ results }: Pick<ContractReport, 'results'>): readonly CheckResult[] =>
  results.filter(({ status }) => status === 'failed' || status === 'unexpected-pass');
