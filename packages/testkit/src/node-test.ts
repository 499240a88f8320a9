/** The contract suite as tests of `node --test`. */
import { describe, it } from 'node:test';

import type { ContractOptions } from './contract/contract-options.ts';
import { describeProviderWith } from './contract/describe-provider.ts';

/** Declares one test for each check: call it at the top of a test file. */
export function describeProvider(options: ContractOptions): void {
  const runner = {
    // What they return settles with the tests, which the runner awaits by itself.
    describe: (name: string, define: () => void) => void describe(name, define),
    it: (name: string, run: (test?: unknown) => Promise<void>) =>
      void it(name, async (test) => await run(test)),
  };
  describeProviderWith(runner, options);
}
