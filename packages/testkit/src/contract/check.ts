import type { CheckContext } from './check-context.ts';
import type { Capability } from './capabilities.ts';

/** What it costs a user when the check fails, the worst first. */
export const severities = [
  'money',
  'secret',
  'hang',
  'wrong-answer',
  'robustness',
  'comfort',
] as const;

/** See {@link severities}. */
export type Severity = (typeof severities)[number];

/** One thing that every sound provider does. Data: it knows no test runner. */
export interface Check {
  /** Stable: a letter for the group, and a number. */
  readonly id: string;
  /** A sentence about a sound provider. */
  readonly title: string;
  /** What happens to users of a provider that does not. */
  readonly why: string;
  /** Where to look in the adapter. */
  readonly fix: string;
  readonly severity: Severity;
  /** Without them the check is skipped, with the reason. */
  readonly needs?: readonly Capability[] | undefined;
  /** Rejects with a `CheckFailure` where the provider is not sound. Called several times with one provider. */
  run(context: CheckContext): Promise<void>;
}

/** The groups by their letter. */
export const groups = {
  A: 'declaration',
  B: 'submit',
  C: 'poll and result',
  D: 'errors',
  E: 'network',
  F: 'ending and time',
  G: 'concurrency and hygiene',
  H: 'optional members',
} as const;

/** The group of a check, by its id. */
export const groupOf = (id: string): string => id.slice(0, 1);
