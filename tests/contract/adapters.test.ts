import { checkProvider, reportText } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { adapters } from './adapters.ts';

describe('our adapters', () => {
  it.each(adapters)('$name keeps the provider contract', async (options) => {
    const report = await checkProvider(options);
    // The report itself is what a person wants to read.
    expect(reportText(report)).toContain('Verdict: CONFORMANT');
    expect(report.elapsedMs).toBeLessThan(3_000);
    expect(report.results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(85);
  });
});
