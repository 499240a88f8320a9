import type { Finding, JournalVerdict } from './journal-verdict.ts';

const maxFindings = 10;

/** What is wrong, why, what happened, and how to repeat it: for people. One line when nothing is. */
export function failureReport(verdict: JournalVerdict): string {
  const { check, isClean, summary, seed, recordedAt, findings } = verdict;
  if (isClean) return `✓ ${check}: ${summary}`;
  const rest = findings.length - maxFindings;
  const replay =
    recordedAt === undefined ? [] : [`replay: npx @understudy/testkit replay ${recordedAt}`];
  return [
    [`${check}: ${summary}`, `seed ${seed}`, ...replay].join(' · '),
    ...findings.slice(0, maxFindings).flatMap(linesOf),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ].join('\n');
}

function linesOf({ kind, taskIds, why, timeline }: Finding): readonly string[] {
  return [
    `✗ ${kind}  ${taskIds.join(', ')}`.trimEnd(),
    `  why: ${why}`,
    ...timeline.map((line) => `    ${line}`),
  ];
}
