/** The contract suite as tests of jest, which loads ES modules under `node --experimental-vm-modules` only. */
import { checkProvider } from './contract/check-provider.ts';
import type { ContractOptions } from './contract/contract-options.ts';
import {
  declareChecks,
  resultsOf,
  type TestRunner,
  whyLeftOut,
} from './contract/declare-checks.ts';

/**
 * Makes the checks, and declares one test for each: `await` it at the top of a test file. A test of jest cannot skip
 * itself once it runs, so what is skipped has to be known before.
 */
export async function describeProvider(options: ContractOptions): Promise<void> {
  // Of the test file, so that no package of jest has to be a dependency.
  const { describe, it } = Object(globalThis);
  if (typeof describe !== 'function' || typeof it !== 'function')
    throw new TypeError(
      'there is no "describe" and no "it": run this by jest, with "injectGlobals" left on',
    );
  const report = await checkProvider(options);
  const declare: TestRunner['it'] = (name, run) => {
    const [id = ''] = name.split(' ');
    const reason = /^[A-H]\d\d$/.test(id) ? whyLeftOut(resultsOf(report, id)) : undefined;
    // No parameter is declared: jest would take it for a callback.
    if (reason === undefined) it(name, async () => await run());
    else it.skip(`${name} (${reason})`, async () => await run());
  };
  declareChecks({ runner: { describe, it: declare }, options, report: async () => report });
}
