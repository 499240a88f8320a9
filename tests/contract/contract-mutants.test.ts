import { checkProvider, contractChecks, reportText } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { adapterWith } from './mutants/broken.ts';
import { contractMutants, memoryMutants } from './mutants/contract-mutants.ts';
import { tryMutant } from './mutants/try-mutant.ts';

describe('the contract suite', () => {
  it.each(memoryMutants)('notices by $killedBy an adapter that $breaks', async (mutant) => {
    expect(await tryMutant(mutant)).toBe('killed');
  });

  it.each(['createTask', '2captcha'] as const)(
    'finds no fault with the adapter that all of them are made of, in %s',
    async (dialect) => {
      expect(reportText(await checkProvider(adapterWith({ dialect })))).toContain(
        'Verdict: CONFORMANT',
      );
    },
  );

  it('is proved check by check: each notices an adapter that is broken for it', () => {
    const ids = contractChecks.map(({ id }) => id);
    const named = new Set(contractMutants.map(({ killedBy }) => killedBy));
    expect([...named].toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(contractMutants.length).toBeGreaterThanOrEqual(36);
  });
});
