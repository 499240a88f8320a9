import type { Ending } from '../ending.ts';

/** Looks at a promise without waiting for it. */
export function watched<T>(promise: Promise<T>): () => Ending<T> {
  let ending: Ending<T> = { kind: 'hangs' };
  promise.then(
    (value) => (ending = { kind: 'resolved', value }),
    (error: unknown) => (ending = { kind: 'rejected', error }),
  );
  return () => ending;
}
