import { checkProvider } from '@understudy/testkit';

import type { ContractMutant } from './broken.ts';

/** Whether the check that is named for a broken adapter notices it, and nothing went wrong before. */
export async function tryMutant({
  options,
  killedBy,
}: ContractMutant): Promise<'killed' | 'survived' | 'set-up failed'> {
  const { results, problems } = await checkProvider({ ...options, only: [killedBy] });
  if (problems.some(({ kind }) => kind === 'set-up-failed')) return 'set-up failed';
  return results.some(({ status }) => status === 'failed') ? 'killed' : 'survived';
}
