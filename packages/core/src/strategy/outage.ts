import type { Candidate } from './candidate.ts';
import type { Stakes } from './stakes.ts';

/** Half of all outages are short, half are long. */
const lengthsMs = [30_000, 1_800_000] as const;
const stepMs = 1_000;
const longestWorthMs = 600_000;

/** How likely an outage of an age is to end within the next millisecond. */
export function recoveryHazard(ageMs: number): number {
  const alive = lengthsMs.map((meanMs) => Math.exp(-ageMs / meanMs));
  const total = alive.reduce((sum, chance) => sum + chance, 0);
  return alive.reduce((sum, chance, index) => sum + chance / (lengthsMs[index] ?? 1), 0) / total;
}

/** How old an outage may be for a task to wait for its end: while the chance of recovery is worth the seconds. */
export function worthWaitingMs({ perSecond, ofFailure }: Stakes, price: number): number {
  const gain = ofFailure - price;
  for (let ageMs = 0; ageMs < longestWorthMs; ageMs += stepMs) {
    if (recoveryHazard(ageMs) * gain <= perSecond / 1_000) return ageMs;
  }
  return longestWorthMs;
}

/** Since when every provider that could take the task has refused whatever was sent; undefined when one has not. */
export function outageSince(candidates: readonly Candidate[]): number | undefined {
  const possible = candidates.filter(
    ({ obstacle }) =>
      obstacle === undefined ||
      obstacle.kind === 'cooling-off' ||
      obstacle.kind === 'just-refused' ||
      obstacle.kind === 'resting' ||
      obstacle.kind === 'breaker-open' ||
      obstacle.kind === 'being-probed',
  );
  if (possible.length === 0) return undefined;
  let latest = -Infinity;
  for (const { refusingSince } of possible) {
    if (refusingSince === undefined) return undefined;
    latest = Math.max(latest, refusingSince);
  }
  return latest;
}
