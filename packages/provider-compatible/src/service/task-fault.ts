import type { ProviderErrorCode } from '@understudy/core/provider';

/** Why a task is not sent at all. */
export interface TaskFault {
  readonly code: Extract<
    ProviderErrorCode,
    'task-invalid' | 'task-unsupported' | 'task-over-limits'
  >;
  /** In our words, without anything of the task's content. */
  readonly reason: string;
}
