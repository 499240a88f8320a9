import { checkProvider } from './check-provider.ts';
import type { ContractOptions } from './contract-options.ts';
import type { ContractReport } from './contract-report.ts';
import { declareChecks, type TestRunner } from './declare-checks.ts';

/** The suite as tests of a runner: one for each check, and one for everything that is red for another reason. */
export function describeProviderWith(runner: TestRunner, options: ContractOptions): void {
  // Once for all of them, with the first test that asks.
  let running: Promise<ContractReport> | undefined;
  const report = async (): Promise<ContractReport> => await (running ??= checkProvider(options));
  declareChecks({ runner, options, report });
}
