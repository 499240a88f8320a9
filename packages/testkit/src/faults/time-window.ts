import type { Condition } from './condition.ts';

/** Whether a condition allows an instant, and when that changes next. */
export interface TimeWindow {
  readonly isOpen: boolean;
  /** Absent when it never will. */
  readonly nextChangeAt: number | undefined;
}

/** The fields of a condition that are about time alone. */
export type TimeCondition = Pick<
  Condition,
  'fromMs' | 'untilMs' | 'windows' | 'flap' | 'ttlMs' | 'burst'
>;

/** The names of {@link TimeCondition} that faults of the listener may have too. */
export const timeFields: ReadonlySet<string> = new Set([
  'fromMs',
  'untilMs',
  'windows',
  'flap',
  'ttlMs',
]);

/** Says of an instant whether every window of a condition is open. @param addedAt when its rule was added. */
export function timeWindowOf(
  when: TimeCondition,
  { now, addedAt }: { readonly now: number; readonly addedAt: number },
): TimeWindow {
  const { fromMs = 0, untilMs = Infinity, windows, flap, ttlMs = Infinity } = when;
  const parts = [
    { isOpen: fromMs <= now && now < untilMs, edges: [fromMs, untilMs] },
    { isOpen: now < addedAt + ttlMs, edges: [addedAt + ttlMs] },
    ...(windows === undefined ? [] : [listed(windows, now)]),
    ...(flap === undefined ? [] : [flapping(flap, { now, fromMs })]),
  ];
  const edges = parts.flatMap((part) => part.edges).filter((edge) => edge > now);
  const next = Math.min(...edges);
  return {
    isOpen: parts.every((part) => part.isOpen),
    nextChangeAt: Number.isFinite(next) ? next : undefined,
  };
}

interface Part {
  readonly isOpen: boolean;
  readonly edges: readonly number[];
}

const listed = (windows: NonNullable<Condition['windows']>, now: number): Part => ({
  isOpen: windows.some(({ fromMs, untilMs }) => fromMs <= now && now < untilMs),
  edges: windows.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]),
});

/** Open for the first share of each period, counted from the beginning of the rule's window. */
function flapping(
  { periodMs, duty }: NonNullable<Condition['flap']>,
  { now, fromMs }: { readonly now: number; readonly fromMs: number },
): Part {
  const periodAt = fromMs + Math.floor((now - fromMs) / periodMs) * periodMs;
  const shutAt = periodAt + periodMs * duty;
  return { isOpen: now < shutAt, edges: [shutAt, periodAt + periodMs] };
}
