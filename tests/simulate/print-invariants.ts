import { type InvariantReport, mergeReports } from '@understudy/testkit/simulation';

/** What was found in one world, and which it was. */
export interface Watched {
  readonly name: string;
  readonly invariants: InvariantReport;
}

const mostShown = 10;

/** How many checks were made in all worlds, and how many failed. */
export function sumOf(watched: readonly Watched[]): {
  readonly checked: number;
  readonly violated: number;
} {
  const { checked, violated } = mergeReports(watched.map(({ invariants }) => invariants));
  return { checked, violated };
}

/** One line for all, and one for each of the first violations. */
export function linesOf(watched: readonly Watched[]): readonly string[] {
  const { checked, violated } = sumOf(watched);
  const found = watched.flatMap(({ name, invariants }) =>
    invariants.violations.map(
      ({ invariant, atMs, message }) =>
        `${invariant} in ${name} at ${(atMs / 1_000).toFixed(3)} s: ${message}`,
    ),
  );
  return [`invariants: checked ${checked} · violated ${violated}`, ...found.slice(0, mostShown)];
}
