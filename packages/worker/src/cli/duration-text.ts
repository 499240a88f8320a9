const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A duration for people: its two largest units at most. */
export function durationText(ms: number): string {
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < minuteMs - 500) return `${Math.round(ms / 1_000)} s`;
  if (ms < hourMs) return pair(ms, { large: minuteMs, names: ['min', 's'], parts: 60 });
  if (ms < dayMs) return pair(ms, { large: hourMs, names: ['h', 'min'], parts: 60 });
  return pair(ms, { large: dayMs, names: ['d', 'h'], parts: 24 });
}

function pair(
  ms: number,
  {
    large,
    names: [first, second],
    parts,
  }: {
    readonly large: number;
    readonly names: readonly [string, string];
    readonly parts: number;
  },
): string {
  const count = Math.floor(ms / large);
  const rest = Math.floor(((ms % large) / large) * parts);
  return rest === 0 ? `${count} ${first}` : `${count} ${first} ${rest} ${second}`;
}
