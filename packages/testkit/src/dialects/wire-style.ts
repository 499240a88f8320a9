import type { IdForm } from '../core/task-id.ts';

/** In what services of one dialect differ, as a fake is told. */
export interface WireStyle {
  /** Whether the ids in JSON replies are text or numbers. */
  readonly ids: 'string' | 'integer';
  readonly idForm: IdForm;
  /** Whether pictures are answered in the reply to createTask itself. */
  readonly instantResults: boolean;
  /** Whether errors of createTask ride on 200, or on 400 and 401 as at CapSolver. */
  readonly errorStatuses: 'ok' | 'capsolver';
}

/** An id as JSON replies have it. Ids of the fake stay below 2^53. */
export const jsonIdOf = (taskId: string, { ids }: WireStyle): string | number =>
  ids === 'integer' ? Number(taskId) : taskId;
