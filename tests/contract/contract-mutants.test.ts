import { checkProvider, contractChecks, reportText } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { adapterWith } from './mutants/broken.ts';
import { contractMutants } from './mutants/contract-mutants.ts';
import { tryMutant } from './mutants/try-mutant.ts';

describe('the contract suite', () => {
  it.each(contractMutants)('notices by $killedBy an adapter that $breaks', async (mutant) => {
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

  it('names a check that exists for each', () => {
    const ids = contractChecks.map(({ id }) => id);
    expect(contractMutants.filter(({ killedBy }) => !ids.includes(killedBy))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(contractMutants.length).toBeGreaterThanOrEqual(36);
  });
});
