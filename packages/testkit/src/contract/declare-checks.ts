import { allChecks } from './all-checks.ts';
import { groupOf, groups } from './check.ts';
import { CheckFailure } from './check-failure.ts';
import type { ContractOptions } from './contract-options.ts';
import { checkContractOptions } from './contract-options-schema.ts';
import type { CheckResult, ContractReport } from './contract-report.ts';
import { reportText } from './report/report-text.ts';

/** What a test runner has to have. `it` may be given the runner's own context, of which `skip` is used. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown;
  readonly it: (name: string, run: (test?: unknown) => Promise<void>) => unknown;
}

export interface DeclareInit {
  readonly runner: TestRunner;
  readonly options: ContractOptions;
  /** Asked for by each test; the checks are to be made once. */
  readonly report: () => Promise<ContractReport>;
}

/** One test for each check, and one for everything that is red for another reason. */
export function declareChecks({ runner, options, report }: DeclareInit): void {
  const { only } = checkContractOptions(options);
  const chosen = allChecks.filter(
    ({ id }) => only === undefined || only.includes(id) || only.includes(groupOf(id)),
  );

  runner.describe(`${options.name} keeps the provider contract`, () => {
    for (const [letter, name] of Object.entries(groups)) {
      const own = chosen.filter(({ id }) => groupOf(id) === letter);
      if (own.length === 0) continue;
      runner.describe(`${letter} ${name}`, () => {
        for (const { id, title } of own) {
          // No parameter is declared: jest and mocha would take it for a callback, and wait for its call.
          runner.it(`${id} ${title}`, async (...[test]) => {
            tell(await report(), { id, test });
          });
        }
      });
    }
    runner.it('leaves nothing unchecked that it declares', async () => {
      const { problems } = await report();
      const [first] = problems;
      if (first !== undefined)
        throw new CheckFailure(problems.map(({ message }) => message).join('\n'));
    });
  });
}

/** What became of one check, which is made twice with `real`. */
export const resultsOf = ({ results }: ContractReport, id: string): readonly CheckResult[] =>
  results.filter((result) => result.id === id);

/** Why a check was not made at all. */
export function whyLeftOut(results: readonly CheckResult[]): string | undefined {
  if (results.some(({ status }) => status !== 'skipped')) return undefined;
  return results[0]?.reason ?? 'it was not made: see the last test';
}

/** Passes, skips or throws, as the results of a check say. */
function tell(
  report: ContractReport,
  { id, test }: { readonly id: string; readonly test: unknown },
): void {
  const results = resultsOf(report, id);
  const red = results.find(({ status }) => status === 'failed' || status === 'unexpected-pass');
  if (red !== undefined) {
    const text = describeRed(red, report);
    throw new CheckFailure(text, { actual: red.saw, expected: red.title });
  }
  const reason = whyLeftOut(results);
  if (reason === undefined) return;
  // vitest and node:test have it. Without it the test passes, and the report tells.
  const { skip } = Object(test);
  if (typeof skip === 'function') skip.call(test, reason);
}

/** What the report says of one check, without what it says of the others. */
const describeRed = (result: CheckResult, report: ContractReport): string =>
  reportText({ ...report, results: [result], problems: [], notes: [] })
    .split('\n')
    .slice(2, -2)
    .map((line) => line.trim())
    .join('\n');
