import type { StandardSchemaV1 } from '@standard-schema/spec';

/** A duration in milliseconds: one for all, or one per task type with a `default`. */
export type DurationByType =
  | number
  | ({ readonly default: number } & { readonly [taskType: string]: number });

export interface ProviderPrice {
  /** ISO 4217 code. */
  readonly currency: string;
  /** Price of a thousand tasks by task type; `default` for the types that are not listed. */
  readonly perThousand: { readonly [taskType: string]: number };
}

export type Pricing =
  | { readonly kind: 'per-solve'; readonly price?: ProviderPrice | undefined }
  | {
      /** A flat rate for a number of tasks at a time. */
      readonly kind: 'slots';
      /** How many tasks the account may have in work; learned from refusals where undeclared. */
      readonly slots?: number | undefined;
    };

export interface Limits {
  /** At most `count` submits in `perMs` milliseconds. */
  readonly submits?: { readonly count: number; readonly perMs: number } | undefined;
  /** From acceptance to the first poll. */
  readonly firstWaitMs: DurationByType;
  /** Between two polls of a ticket. */
  readonly pollFloorMs: DurationByType;
  /** A ticket is given up after so many polls that may have reached the service, failed ones included. */
  readonly maxPolls?: number | undefined;
  /** Between two questions for the balance. */
  readonly balanceFloorMs?: number | undefined;
  /**
   * How long a submit may stay silent before the task moves on; the request itself may go on for twice as long.
   * @default 15_000
   */
  readonly submitTimeoutMs?: DurationByType | undefined;
  /** @default 10_000 */
  readonly pollTimeoutMs?: number | undefined;
}

export interface Retention {
  /** How long after its acceptance a ticket may be collected; declared, it is never asked for later than that. */
  readonly fromAcceptedMs?: DurationByType | undefined;
  /** How long after it was solved. */
  readonly afterSolvedMs?: DurationByType | undefined;
}

/** What a provider can do: declared by the adapter, kept by the router. */
export interface Supports {
  /** The schema of each accepted task type. Its output is what `submit` receives. */
  readonly taskTypes: Readonly<Record<string, StandardSchemaV1>>;
  readonly pricing: Pricing;
  readonly limits: Limits;
  readonly retention: Retention;
  readonly batchPoll?:
    | { readonly maxTickets: number; readonly taskTypes: readonly string[] }
    | undefined;
  /** How long an answer is of use once solved. */
  readonly tokenLifetimeMs?: DurationByType | undefined;
}

/** The duration that a declaration gives for a task type. */
export const durationOf = (declared: DurationByType, taskType: string): number =>
  typeof declared === 'number' ? declared : (declared[taskType] ?? declared.default);
