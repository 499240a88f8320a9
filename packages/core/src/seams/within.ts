import type { Clock } from '../provider/clock.ts';
import { over } from './over.ts';

/** How a bounded call ended. */
export type Bounded<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'overrun' };

export interface Bound {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Ends the call as an overrun before its time. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits for a call, but no longer than its bound, whatever the call does about its signal. Never rejects; the signal
 * that the call is handed aborts as soon as nobody waits any more.
 */
export async function within<T>(
  { clock, limitMs, signal }: Bound,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<Bounded<T>> {
  const overrun = new AbortController();
  const done = new AbortController();
  const giveUp = (): void => done.abort(over);
  signal?.addEventListener('abort', giveUp, { once: true });
  const timeUp = clock.sleep(limitMs, { signal: done.signal }).then(
    (): Bounded<T> => ({ kind: 'overrun' }),
    (): Bounded<T> => ({ kind: 'overrun' }),
  );
  if (signal?.aborted === true) giveUp();
  const answered = settled(call, overrun.signal);
  const outcome = await Promise.race([answered, timeUp]);
  signal?.removeEventListener('abort', giveUp);
  done.abort(over);
  if (outcome.kind !== 'overrun') return outcome;
  const reason = new DOMException('The call took too long', 'TimeoutError');
  overrun.abort(reason);
  const last = await Promise.race([answered, afterLastWords(outcome)]);
  // Whoever rejects with the reason of its signal, as `fetch` does, has nothing of its own to say.
  return last.kind === 'error' && last.error === reason ? outcome : last;
}

/** So many turns a call gets to say what it knows after its signal: whether anything was sent, above all. */
const lastWordsTurns = 50;

/** Resolves when whoever heeds a signal at once has had the time to say so, without time passing on the clock. */
export async function afterLastWords<T>(value: T): Promise<T> {
  for (let turn = 0; turn < lastWordsTurns; turn += 1) await Promise.resolve();
  return value;
}

/** A call as a promise that never rejects, whether it throws or rejects. */
export async function settled<T>(
  call: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<Bounded<T>> {
  try {
    return { kind: 'value', value: await call(signal) };
  } catch (error) {
    return { kind: 'error', error };
  }
}
