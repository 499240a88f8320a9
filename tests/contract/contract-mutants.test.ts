import {
  checkProvider,
  contractChecks,
  type ContractOptions,
  reportText,
} from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { adapterWith } from './mutants/broken.ts';
import { contractMutants, memoryMutants } from './mutants/contract-mutants.ts';
import { tryMutant } from './mutants/try-mutant.ts';

/** A sample of an author's own, with a proxy that the suite does not know. */
const ownSample = {
  task: {
    type: 'captchafox',
    siteKey: 'sk_1',
    pageUrl: 'https://shop.example/login',
    userAgent: 'Mozilla/5.0',
    proxy: { type: 'http', host: '203.0.113.9', port: 8080, username: 'ann', password: 'of-ann' },
  },
};

/** An adapter with one task type, which does not name the password of a proxy as a secret. */
const carelessWith = (type: string): ContractOptions =>
  adapterWith({
    transport: (inner, { apiKey }) => ({
      ...inner,
      send: async (request, signals) => inner.send({ ...request, secrets: [apiKey] }, signals),
    }),
    provider: (inner) => {
      const { [type]: schema } = inner.supports.taskTypes;
      const taskTypes = schema === undefined ? {} : { [type]: schema };
      return { ...inner, supports: { ...inner.supports, taskTypes } };
    },
  });

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

  it.each([
    { type: 'turnstile', samples: {} },
    { type: 'captchafox', samples: { captchafox: ownSample } },
  ])('looks for the password of a proxy in a task of $type', async ({ type, samples }) => {
    const options = { ...carelessWith(type), samples, only: ['B12'] };
    const { problems, results } = await checkProvider(options);
    expect(problems).toEqual([]);
    expect(results).toMatchObject([{ status: 'failed', saw: 'the error shows the password' }]);
  });

  it('is proved check by check: each notices an adapter that is broken for it', () => {
    const ids = contractChecks.map(({ id }) => id);
    const named = new Set(contractMutants.map(({ killedBy }) => killedBy));
    expect([...named].toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(contractMutants.length).toBeGreaterThanOrEqual(36);
  });
});
