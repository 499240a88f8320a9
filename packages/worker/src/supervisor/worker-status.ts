import type { WorkerLoad } from '../lanes/worker-load.ts';

/** A worker as its supervisor sees it. */
export interface WorkerStatus {
  readonly workerId: string;
  readonly pid: number | undefined;
  readonly state: 'starting' | 'ready' | 'draining' | 'killed';
  /** Undefined until it has told. */
  readonly load: WorkerLoad | undefined;
  /** Since its last sign of life. */
  readonly silentMs: number;
}
