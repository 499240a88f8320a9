/** The contract suite as vitest tests. */
import { describe, test } from 'vitest';

import type { ContractOptions } from './contract/contract-options.ts';
import type { TestRunner } from './contract/declare-checks.ts';
import { describeProviderWith } from './contract/describe-provider.ts';

/** Declares one test for each check: call it at the top of a test file. */
export function describeProvider(options: ContractOptions): void {
  // The titles and the assertions are those of the checks.
  // oxlint-disable-next-line vitest/expect-expect, vitest/valid-title
  const it: TestRunner['it'] = (name, run) => test(name, async (context) => await run(context));
  describeProviderWith({ describe, it }, options);
}
