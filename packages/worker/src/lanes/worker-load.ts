/** How much a worker has in hand. */
export interface WorkerLoad {
  /** Jobs that it may have at once. */
  readonly slots: number;
  readonly busy: number;
  /** Jobs that it has ended, one way or the other. */
  readonly jobsDone: number;
}
