import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { decoders } from './fuzz/decoders.ts';
import { describeReport } from './fuzz/describe-report.ts';
import { fuzz, type FuzzReport } from './fuzz/fuzz.ts';
import { fuzzInWorkers } from './fuzz/fuzz-in-workers.ts';
import { liars } from './fuzz/liars.ts';
import { taskTypes } from './fuzz/tasks.ts';

describe('a decoder', () => {
  const reports: FuzzReport[] = [];

  beforeAll(async () => {
    await fuzzInWorkers(decoders, {
      ...{ count: 5_000, seed: 'npm test', from: 0 },
      onReport: (report) => reports.push(report),
    });
  }, 300_000);

  afterAll(() => console.log(reports.map(describeReport).join('\n')));

  it.each(decoders)(
    'of $name ends 5,000 replies in a typed outcome: no crash, no hang, nothing invented, no secret shown',
    ({ name }) => {
      const report = reports.find(({ decoder }) => decoder === name);
      expect(report?.findings).toEqual([]);
      expect(Math.min(...Object.values(report?.replies ?? {}))).toBeGreaterThanOrEqual(500);
      expect([...(report?.solvedTypes ?? [])].toSorted()).toEqual(taskTypes.toSorted());
    },
  );

  it.each(liars)(
    'that $does is found out',
    async ({ decoder }) => {
      const { findings } = await fuzz(decoder, { count: 200, seed: 'liars' });
      expect(findings).not.toEqual([]);
      // Found out only when it has held the process three times, whatever else the machine does.
    },
    30_000,
  );

  it('that is found out is shown with the command that shows it again', async () => {
    const [liar] = liars;
    if (liar === undefined) throw new Error('there is no liar');
    const { findings } = await fuzz(liar.decoder, { count: 10, seed: 'liars' });
    const [first] = findings;
    const from = Number(first?.replay.split(' ').at(-1));
    const again = await fuzz(liar.decoder, { count: 1, seed: 'liars', from });
    expect(again.findings).toEqual([first]);
  });
});
