/** What a worker that stops did with the jobs that it had. */
export interface DrainReport {
  readonly finished: number;
  /** Given back, for whoever claims next: their tickets go with them. */
  readonly handedBack: number;
}
