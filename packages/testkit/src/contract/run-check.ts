import { systemClock } from '@understudy/core/testing';

import type { Bench } from './bench.ts';
import type { Check } from './check.ts';
import { CheckFailure, CheckSkipped, SetUpFailure } from './check-failure.ts';
import type { CheckResult } from './contract-report.ts';
import { shown } from './shown.ts';

/** How often a check is made with one provider: some are right at first only. */
const rounds = 2;

export interface RunTerms {
  readonly bench: () => Promise<Bench>;
  /** Why the check must fail. */
  readonly expectedFailure: string | undefined;
  readonly line: CheckResult['line'];
  /** Why it cannot be made. */
  readonly missing: string | undefined;
}

/** Makes one check. Rejects with a `SetUpFailure` only. */
export async function runCheck(check: Check, terms: RunTerms): Promise<CheckResult> {
  const startedAt = systemClock.now();
  const { id, title, severity, why, fix } = check;
  const { expectedFailure, line } = terms;
  const outcome =
    terms.missing === undefined
      ? await outcomeOf(check, terms.bench)
      : ({ status: 'skipped', reason: terms.missing } as const);
  const elapsedMs = systemClock.now() - startedAt;
  const result = { id, title, severity, why, fix, line, elapsedMs, ...outcome };
  if (expectedFailure === undefined || outcome.status === 'skipped') return result;
  return {
    ...result,
    reason: expectedFailure,
    status: outcome.status === 'failed' ? 'expected' : 'unexpected-pass',
  };
}

type Outcome =
  | { readonly status: 'passed' }
  | { readonly status: 'failed'; readonly saw: string }
  | { readonly status: 'skipped'; readonly reason: string };

async function outcomeOf(check: Check, bench: () => Promise<Bench>): Promise<Outcome> {
  const context = await bench();
  for (let round = 1; round <= rounds; round += 1) {
    context.startRound();
    try {
      await check.run(context);
    } catch (error) {
      if (error instanceof SetUpFailure) throw error;
      if (error instanceof CheckSkipped) return { status: 'skipped', reason: error.message };
      const saw = error instanceof CheckFailure ? error.message : `the check met ${shown(error)}`;
      return { status: 'failed', saw: round === 1 ? saw : `${saw} (the second time)` };
    }
  }
  return { status: 'passed' };
}
