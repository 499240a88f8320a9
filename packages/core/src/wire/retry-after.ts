import { parseHttpDateEpochMs } from './http-date.ts';

const defaultCapMs = 600_000;

export interface RetryAfterOptions {
  /** The wall clock, because the header may name an instant. */
  readonly nowEpochMs: number;
  /**
   * A longer wait is cut to this: a service that errs by a year must not rest an account for one.
   * @default 600_000
   */
  readonly capMs?: number | undefined;
}

/** How long a `Retry-After` header asks to wait, in milliseconds; undefined when it is absent or unreadable. */
export function parseRetryAfterMs(
  header: string | undefined,
  { nowEpochMs, capMs = defaultCapMs }: RetryAfterOptions,
): number | undefined {
  const text = header?.trim() ?? '';
  // RFC 9110 has whole seconds only; some services send a fraction.
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : sinceNow(text, nowEpochMs);
  return waitMs === undefined ? undefined : Math.min(Math.max(0, Math.ceil(waitMs)), capMs);
}

function sinceNow(text: string, nowEpochMs: number): number | undefined {
  const atEpochMs = parseHttpDateEpochMs(text);
  return atEpochMs === undefined ? undefined : atEpochMs - nowEpochMs;
}
