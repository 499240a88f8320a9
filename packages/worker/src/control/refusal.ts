import { TaskInvalidError } from '@understudy/core';
import { OptionsInvalidError, SolverError } from '@understudy/core/provider';
import * as z from 'zod';

import { QueueFullError, UnknownJobError, WorkerClosedError } from '../errors/worker-errors.ts';
import { ControlError } from './control-error.ts';

const refusalSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    /** The field at fault. */
    field: z.string().optional(),
    jobId: z.string().optional(),
    capacity: z.number().optional(),
    retryAfterMs: z.number().optional(),
  }),
});

export type Refusal = Readonly<z.output<typeof refusalSchema>>;

/** A reply that is none of what was asked for. */
export interface RefusedReply {
  readonly status: number;
  readonly body: Refusal;
}

/** What the endpoint itself has against a request. */
export class RequestRefusedError extends Error {
  override readonly name = 'RequestRefusedError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** An error as the endpoint says it. What went wrong inside may have secrets in its message, so that is not told. */
export function refusalOf(error: unknown): RefusedReply {
  if (error instanceof RequestRefusedError)
    return refused(error.status, { code: 'request-refused', message: error.message });
  if (!(error instanceof SolverError))
    return refused(500, {
      code: 'failed',
      message: 'the worker failed at it; its own log says how',
    });
  const { code, message } = error;
  if (OptionsInvalidError.isInstance(error))
    return refused(400, { code, message, field: error.option });
  if (error instanceof TaskInvalidError)
    return refused(400, {
      code,
      message,
      ...(error.field === undefined ? {} : { field: error.field }),
    });
  if (error instanceof QueueFullError) {
    const { capacity, retryAfterMs } = error;
    return refused(429, { code, message, capacity, retryAfterMs });
  }
  if (error instanceof UnknownJobError) return refused(404, { code, message, jobId: error.jobId });
  if (error instanceof WorkerClosedError) return refused(503, { code, message });
  return refused(500, { code, message });
}

/** The error that a refusal tells of; what this version does not know is a {@link ControlError}. */
export function errorOf(body: unknown): Error {
  const { data } = refusalSchema.safeParse(body);
  if (data === undefined)
    return new ControlError('refused', 'the control endpoint answers what no worker would');
  const { code, message, field, jobId, capacity, retryAfterMs } = data.error;
  switch (code) {
    case 'options-invalid':
      return new OptionsInvalidError({ option: field ?? '', message });
    case 'task-invalid':
      return new TaskInvalidError({ message, field });
    case 'queue-full':
      return new QueueFullError({ capacity: capacity ?? 0, retryAfterMs: retryAfterMs ?? 0 });
    case 'unknown-job':
      return new UnknownJobError(jobId ?? '');
    case 'worker-closed':
      return new WorkerClosedError();
    default:
      return new ControlError('refused', message);
  }
}

const refused = (status: number, error: Refusal['error']): RefusedReply => ({
  status,
  body: { error },
});
