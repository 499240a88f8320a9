import type { Refusal } from '../core/refusal.ts';
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
  /** The ids of createTask, where they differ from those of in.php. */
  readonly createTaskIds?: 'string' | 'integer' | undefined;
  /** Whether createTask numbers its errors as anti-captcha does, or says 1 of all. */
  readonly errorIds?: 'numbered' | 'zero-one' | undefined;
  /** Words for a no that are the service's own. */
  readonly words?: { readonly [K in Refusal]?: string } | undefined;
  /** Whether an unsolvable task keeps its price where no fault says otherwise. */
  readonly isUnsolvableCharged?: boolean | undefined;
  /** Whether a balance comes with `captchaCredits`. */
  readonly hasCaptchaCredits?: boolean | undefined;
  /** Whether a balance comes with `packages`. */
  readonly hasPackages?: boolean | undefined;
}

/** An id as JSON replies have it. Ids of the fake stay below 2^53. */
export const jsonIdOf = (taskId: string, { ids }: WireStyle): string | number =>
  ids === 'integer' ? Number(taskId) : taskId;
