import type { DurationByType, Limits, Pricing, Retention } from '@understudy/core/provider';

import type { CreateTaskSettings } from '../create-task/create-task-dialect.ts';
import type { ErrorTable } from '../errors/error-meaning.ts';
import type { ImageLimits } from '../image/image-limits.ts';
import type { InPhpSettings } from '../in-php/in-php-dialect.ts';
import type { Evidence } from './evidence.ts';

export const dialectNames = ['in.php', 'createTask'] as const;

/** The two families of services: `in.php`/`res.php`, and `createTask`/`getTaskResult`. */
export type DialectName = (typeof dialectNames)[number];

interface AtBaseUrl {
  /** Where the service answers in this dialect; absent where only the options can say it. */
  readonly baseUrl?: string | undefined;
}

/** What is known of one service, as data: everything in which it differs from its family. */
export interface Profile {
  /** The default for the provider's `id`, and the name of the service. */
  readonly name: string;
  /** Spoken unless the options choose the other one. */
  readonly defaultDialect: DialectName;
  readonly dialects: {
    readonly 'in.php'?: InPhpSettings & AtBaseUrl;
    readonly createTask?: CreateTaskSettings & AtBaseUrl;
  };
  readonly pricing: Pricing;
  /** ISO 4217 code of balances and of what replies bill; absent where the service counts in something else. */
  readonly currency?: string | undefined;
  readonly limits: Limits;
  readonly retention: Retention;
  readonly tokenLifetimeMs: DurationByType;
  readonly images: ImageLimits;
  /** What the service's codes mean where it differs from its family. */
  readonly errors?: ErrorTable | undefined;
  /** Whether a task that could not be solved is paid for all the same. */
  readonly unsolvableIsCharged: boolean;
  /** HTTP statuses by which the service refuses a submit for certain, without having taken the task. */
  readonly refusedStatuses: readonly number[];
  /** HTTP statuses of a poll that say nothing of its ticket but that it is not ready. @default none but 202 */
  readonly pendingStatuses?: readonly number[] | undefined;
  /** HTTP statuses by which the service answers a report that it recorded all the same. @default none */
  readonly recordedStatuses?: readonly number[] | undefined;
  /** Where the claims above come from. */
  readonly evidence?: Evidence | undefined;
}
