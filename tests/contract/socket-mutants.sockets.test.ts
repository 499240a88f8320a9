import { checkProvider, reportText } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { adapterWithOwnClient, socketMutants } from './mutants/socket-mutants.ts';
import { tryMutant } from './mutants/try-mutant.ts';

describe('the contract suite over loopback sockets', () => {
  it.each(socketMutants)('notices by $killedBy an adapter that $breaks', async (mutant) => {
    expect(await tryMutant(mutant)).toBe('killed');
  });

  it('finds no fault with the adapter that all of them are made of', async () => {
    const only = ['B', 'C', 'E', 'F'];
    const report = await checkProvider({ ...adapterWithOwnClient(), only });
    expect(reportText(report)).toContain('Verdict: CONFORMANT');
  });
});
