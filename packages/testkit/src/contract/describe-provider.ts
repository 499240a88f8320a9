import { allChecks } from './all-checks.ts';
import { groupOf, groups } from './check.ts';
import { checkProvider } from './check-provider.ts';
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

/** The suite as tests of a runner: one for each check, and one for everything that is red for another reason. */
export function describeProviderWith(runner: TestRunner, options: ContractOptions): void {
  const { only } = checkContractOptions(options);
  const chosen = allChecks.filter(
    ({ id }) => only === undefined || only.includes(id) || only.includes(groupOf(id)),
  );
  // Once for all of them, with the first test that asks.
  let running: Promise<ContractReport> | undefined;
  const report = async (): Promise<ContractReport> => await (running ??= checkProvider(options));

  runner.describe(`${options.name} keeps the provider contract`, () => {
    for (const [letter, name] of Object.entries(groups)) {
      const own = chosen.filter(({ id }) => groupOf(id) === letter);
      if (own.length === 0) continue;
      runner.describe(`${letter} ${name}`, () => {
        for (const { id, title } of own) {
          runner.it(`${id} ${title}`, async (test) => {
            const { results } = await report();
            tell(
              results.filter((result) => result.id === id),
              test,
            );
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

/** Passes, skips or throws, as the results say. */
function tell(results: readonly CheckResult[], test: unknown): void {
  const red = results.find(({ status }) => status === 'failed' || status === 'unexpected-pass');
  if (red !== undefined)
    throw new CheckFailure(describeRed(red), { actual: red.saw, expected: red.title });
  const isLeftOut = results.every(({ status }) => status === 'skipped');
  if (!isLeftOut) return;
  const reason = results[0]?.reason ?? 'it was not made: see the last test';
  // vitest and node:test have it, jest has not: there the test passes, and the report tells.
  const { skip } = Object(test);
  if (typeof skip === 'function') skip.call(test, reason);
}

const describeRed = (result: CheckResult): string =>
  reportText({
    name: result.id,
    contract: '1.0',
    dialect: '-',
    seed: '-',
    elapsedMs: result.elapsedMs,
    results: [result],
    problems: [],
    notes: [],
    isConformant: false,
  })
    .split('\n')
    .slice(2, -2)
    .map((line) => line.trim())
    .join('\n');
