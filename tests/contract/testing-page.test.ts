import { contractChecks } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { codeOf, readFromRoot, samplesOf } from '../__fixtures__/doc-samples.ts';
import { contractMutants } from './mutants/contract-mutants.ts';

const page = readFromRoot('docs/testing-a-provider.md');

describe('the page on testing a provider', () => {
  it('shows code that runs', () => {
    const taken = samplesOf(page).filter(({ source }) => source !== undefined);
    expect(taken).toHaveLength(2);
    for (const { source = '', code } of taken) expect(code).toBe(codeOf(source));
  });

  it('counts the checks and the broken adapters as they are', () => {
    expect(page).toContain(`${contractChecks.length} checks`);
    expect(page).toContain(`${contractMutants.length} broken adapters`);
    expect(readFromRoot('ARCHITECTURE.md')).toContain(`the ${contractChecks.length} checks`);
  });
});
