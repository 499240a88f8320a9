import { checkProvider, reportText } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { adapters } from './adapters.ts';

describe('our adapters', () => {
  it.each(adapters)('$name keeps the provider contract', async (options) => {
    const report = await checkProvider(options);
    expect(report.isConformant, reportText(report)).toBe(true);
    expect(report.results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(85);
  });
});
