/**
 * All that another process needs to collect a paid task: plain JSON. `onAccepted` hands it out, failed solves carry it
 * in `openTickets`, `router.resume` takes it back.
 */
export interface TicketRecord {
  readonly attemptId: string;
  readonly providerId: string;
  /** The provider's own reference, opaque. */
  readonly ticket: { readonly [key: string]: unknown };
  readonly taskType: string;
  /** By the wall clock. */
  readonly acceptedAtEpochMs: number;
}
