import { groupOf, groups, severities, type Severity } from '../check.ts';
import { type ContractReport, redResults } from '../contract-report.ts';

/** How a group fared. */
export interface GroupTotal {
  readonly letter: string;
  readonly name: string;
  readonly passed: number;
  /** Without those that were skipped. */
  readonly made: number;
  readonly skipped: number;
  /** Failed, as they were told to. */
  readonly expected: number;
}

/** The groups of which at least one check was asked for. */
export function groupTotals({ results }: ContractReport): readonly GroupTotal[] {
  return Object.entries(groups).flatMap(([letter, name]) => {
    const own = results.filter(({ id }) => groupOf(id) === letter);
    if (own.length === 0) return [];
    const count = (status: string): number =>
      own.filter((result) => result.status === status).length;
    const skipped = count('skipped');
    const [passed, expected] = [count('passed'), count('expected')];
    return [{ letter, name, passed, made: own.length - skipped, skipped, expected }];
  });
}

/** How many checks are red, by what they cost, the worst first. */
function redBySeverity(report: ContractReport): readonly (readonly [Severity, number])[] {
  const red = redResults(report);
  return severities
    .map(
      (severity) =>
        [severity, red.filter((result) => result.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0);
}

/** One line that says it all. */
export function verdictOf(report: ContractReport): string {
  const badge = `badge: contract-${report.contract}`;
  if (report.isConformant) return `Verdict: CONFORMANT · ${badge} ✓`;
  const counts = redBySeverity(report).map(([severity, count]) => `${count} ${severity}`);
  const problems = report.problems.length === 0 ? [] : [`${report.problems.length} not of a check`];
  return `Verdict: NOT CONFORMANT (${[...counts, ...problems].join(', ')}) · ${badge} ✗`;
}
