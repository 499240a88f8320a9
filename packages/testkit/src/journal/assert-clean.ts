import type { Finding, JournalVerdict } from './journal-verdict.ts';

const maxFindings = 10;

/** Throws a report that can be read, with the seed that repeats it, unless a verdict is clean. */
export function assertClean(verdict: JournalVerdict): void {
  if (verdict.isClean) return;
  const { check, summary, seed, findings } = verdict;
  const rest = findings.length - maxFindings;
  const lines = [
    `${check}: ${summary} · seed ${seed}`,
    ...findings.slice(0, maxFindings).flatMap(linesOf),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ];
  throw new Error(lines.join('\n'));
}

function linesOf({ kind, taskIds, why, timeline }: Finding): readonly string[] {
  return [
    `✗ ${kind}  ${taskIds.join(', ')}`,
    `  why: ${why}`,
    ...timeline.map((line) => `    ${line}`),
  ];
}
