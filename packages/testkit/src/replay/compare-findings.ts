import type { Finding } from '../journal/journal-verdict.ts';

/** A finding of a recorded run, and whether it came back. */
export interface ReplayedFinding {
  readonly finding: Finding;
  readonly isFixed: boolean;
}

/** Looks for the findings of a run in another: the same kind, about the same tasks, whose ids follow from the seed. */
export const compareFindings = (
  before: readonly Finding[],
  after: readonly Finding[],
): readonly ReplayedFinding[] =>
  before.map((finding) => ({
    finding,
    isFixed: !after.some((other) => other.kind === finding.kind && isAboutSame(other, finding)),
  }));

const isAboutSame = (one: Finding, other: Finding): boolean =>
  one.taskIds.length + other.taskIds.length === 0 ||
  one.taskIds.some((taskId) => other.taskIds.includes(taskId));
