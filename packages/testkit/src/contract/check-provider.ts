import { systemClock } from '@understudy/core/testing';

import { allChecks } from './all-checks.ts';
import type { Bench } from './bench.ts';
import { benchMaker, type BenchMaker } from './bench-maker.ts';
import { type CapabilityTerms, declaredBy, missingOf } from './capabilities.ts';
import { type Check, groupOf } from './check.ts';
import { SetUpFailure } from './check-failure.ts';
import type { ContractOptions } from './contract-options.ts';
import { checkContractOptions } from './contract-options-schema.ts';
import {
  type CheckResult,
  type ContractProblem,
  type ContractReport,
  redResults,
} from './contract-report.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { probeUndeclared } from './probe-undeclared.ts';
import { runCheck } from './run-check.ts';
import { shown } from './shown.ts';

/** The traps are set on the globals of the process: two runs would blame each other's provider, and leave traps behind. */
const inTurn = oneAtATime();

/**
 * Checks a provider against the contract: whether it pays twice, leaks its key, hangs, or takes a wrong answer for one.
 * Rejects for options that are not valid only; everything else is in the report. Of several at once each waits its turn.
 * @throws {OptionsInvalidError} naming the option, and the nearest valid word.
 */
export async function checkProvider(options: ContractOptions): Promise<ContractReport> {
  const checked = checkContractOptions(options);
  return await inTurn(async () => await checkOne(checked));
}

async function checkOne(checked: ContractOptions): Promise<ContractReport> {
  const startedAt = systemClock.now();
  const seed = String(checked.seed ?? '1');
  const chosen = allChecks.filter(({ id }) => isChosen(id, checked.only));
  const lines = checked.httpClient === 'own' ? (['sockets'] as const) : (['memory'] as const);
  const results: CheckResult[] = [];
  const problems: ContractProblem[] = [];
  const notes: string[] = [];
  const passes = [
    ...lines.map((line) => ({ line, checks: chosen })),
    ...(checked.real === true && checked.httpClient !== 'own'
      ? [{ line: 'sockets' as const, checks: chosen.filter(({ id }) => /^[EF]/.test(id)) }]
      : []),
  ];
  for (const { line, checks } of passes) {
    try {
      const maker = await benchMaker(checked, { line, seed });
      await pass(maker, checks);
    } catch (error) {
      if (!(error instanceof SetUpFailure)) throw error;
      problems.push({ kind: 'set-up-failed', message: error.message });
    }
  }
  const ran = results.filter(({ status }) => status !== 'skipped');
  if (ran.length === 0) problems.push({ kind: 'nothing-checked', message: 'no check was made' });
  const report = { name: checked.name, seed, results, problems, notes };
  return {
    ...report,
    contract: '1.0',
    dialect: checked.dialect ?? 'own',
    elapsedMs: systemClock.now() - startedAt,
    isConformant: problems.length === 0 && redResults(report).length === 0,
  };

  async function pass(maker: BenchMaker, checks: readonly Check[]): Promise<void> {
    const { terms } = maker;
    for (const check of checks) {
      const result = await runOne(maker, check);
      if (result !== undefined) results.push(result);
    }
    if (terms.line === 'memory' || checked.httpClient === 'own') {
      if (checked.only === undefined) problems.push(...unchecked(terms, results));
      notes.push(...(await probeUndeclared(maker)));
    }
  }

  async function runOne(maker: BenchMaker, check: Check): Promise<CheckResult | undefined> {
    const { terms } = maker;
    let bench: Bench | undefined;
    try {
      return await runCheck(check, {
        bench: async () => (bench = await maker.make()),
        line: terms.line,
        expectedFailure: checked.expectFailures?.[check.id],
        missing: missingOf(check.needs ?? [], terms),
      });
    } catch (error) {
      const message = `before ${check.id}: ${error instanceof Error ? error.message : shown(error)}`;
      problems.push({ kind: 'set-up-failed', message });
      return undefined;
    } finally {
      await bench?.dispose();
    }
  }
}

const isChosen = (id: string, only: readonly string[] | undefined): boolean =>
  only === undefined || only.includes(id) || only.includes(groupOf(id));

/** What a provider declares and no check looked at is a promise that nobody has seen kept. */
function unchecked(
  terms: CapabilityTerms,
  results: readonly CheckResult[],
): readonly ContractProblem[] {
  return declaredBy(terms)
    .filter((name) => {
      const ids = allChecks.filter(({ needs }) => needs?.includes(name)).map(({ id }) => id);
      return !results.some(({ id, status }) => ids.includes(id) && status !== 'skipped');
    })
    .map((name) => ({
      kind: 'capability-unchecked',
      message: `"${name}" is declared, and no check of it was made: ${missingOf([name], terms) ?? 'all were skipped'}`,
    }));
}
