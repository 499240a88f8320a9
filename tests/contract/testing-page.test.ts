import { contractChecks } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { checkCaptchaai } from '../../examples/writing-a-provider/check-captchaai.ts';
import { readFromRoot } from '../__fixtures__/doc-samples.ts';
import { contractMutants } from './mutants/contract-mutants.ts';

const page = readFromRoot('docs/testing-a-provider.md');

describe('the page on testing a provider', () => {
  it('shows an example that works', async () => {
    const { text, isWell } = await checkCaptchaai();
    expect(text).toContain('captchaai · contract 1.0');
    expect(isWell).toBe(true);
  });

  it('counts the checks and the broken adapters as they are', () => {
    expect(page).toContain(`${contractChecks.length} checks`);
    expect(page).toContain(`${contractMutants.length} broken adapters`);
    expect(readFromRoot('ARCHITECTURE.md')).toContain(`the ${contractChecks.length} checks`);
  });
});
