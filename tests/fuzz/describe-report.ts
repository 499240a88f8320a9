import { inspect } from 'node:util';

import type { FuzzReport } from './fuzz.ts';

const mostFindings = 5;

/** A line of figures, and the first findings in full. */
export function describeReport(report: FuzzReport): string {
  const { decoder, findings, replies, states, slowestMs, elapsedMs } = report;
  const operations = Object.entries(replies).map(([operation, count]) => `${operation} ${count}`);
  const arrived = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  const figures = [
    `${decoder}: ${operations.join(', ')}`,
    arrived.join(', '),
    `slowest ${slowestMs.toFixed(0)} ms`,
    `${(elapsedMs / 1_000).toFixed(1)} s`,
    `${findings.length} findings`,
  ];
  const described = findings
    .slice(0, mostFindings)
    .map((finding) => inspect(finding, { depth: 4, maxStringLength: 2_000 }));
  return [figures.join(' · '), ...described].join('\n');
}
