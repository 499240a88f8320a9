/** A silence, and how long it may last. */
export interface Silence {
  readonly sinceMs: number;
  readonly limitMs: number;
}

/** When the supervisor looked, and by how much that was later than it meant to. */
export interface Lateness {
  readonly nowMs: number;
  readonly lateMs: number;
  /** How long one heartbeat may take to arrive. */
  readonly heartbeatMs: number;
}

/**
 * Since when a silence counts, seen by a supervisor that was late itself (its machine was suspended, its own loop was
 * blocked): that time is left out, and one heartbeat is left to be heard at least.
 */
export function silentSince(
  { sinceMs, limitMs }: Silence,
  { nowMs, lateMs, heartbeatMs }: Lateness,
): number {
  const withGrace = nowMs - limitMs + heartbeatMs;
  return Math.min(nowMs, Math.max(sinceMs + lateMs, withGrace));
}
