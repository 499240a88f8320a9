import { SolverError } from '@understudy/core/provider';

/** A new worker did not become ready, so that the old ones go on. */
export class RollFailedError extends SolverError {
  override readonly name = 'RollFailedError';
  override readonly code = 'roll-failed';

  constructor({ rolled, workers }: { readonly rolled: number; readonly workers: number }) {
    super({
      message: `the rolling restart ended after ${rolled} of ${workers} workers: the next one did not become ready`,
      charged: 'no',
    });
  }
}
