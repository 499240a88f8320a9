import { LeaseLostError } from '../errors/worker-errors.ts';

const deepest = 5;

/** Whether a worker failed because the job belongs to another by now; the router hands on what `onSubmitting` threw as a cause. */
export function hasLostLease(error: unknown): boolean {
  let cause: unknown = error;
  for (let depth = 0; depth < deepest && cause instanceof Error; depth += 1) {
    if (cause instanceof LeaseLostError) return true;
    ({ cause } = cause);
  }
  return false;
}
