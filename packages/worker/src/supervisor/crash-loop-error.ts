import { SolverError } from '@understudy/core/provider';

import type { ProcessExit } from './worker-process.ts';

/** The workers end one after the other, and too few are left. The jobs stay in the queue. */
export class CrashLoopError extends SolverError {
  override readonly name = 'CrashLoopError';
  override readonly code = 'crash-loop';
  readonly crashes: number;
  /** Of the last worker that ended. */
  readonly exit: ProcessExit;

  constructor({ crashes, exit }: { readonly crashes: number; readonly exit: ProcessExit }) {
    const how = exit.signal ?? (exit.code === null ? 'could not start' : `exit code ${exit.code}`);
    super({
      message: `workers crashed ${crashes} times in a row (last: ${how}); given up`,
      charged: 'no',
    });
    this.crashes = crashes;
    this.exit = exit;
  }
}
