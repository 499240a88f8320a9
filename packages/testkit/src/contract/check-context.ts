import type {
  CallContext,
  Clock,
  PollResult,
  ProviderV1,
  Submission,
  Task,
  Ticket,
} from '@understudy/core/provider';

import type { CreateInit } from './contract-options.ts';
import type { Ending } from './ending.ts';
import type { TaskSample } from './samples/task-sample.ts';
import type { CarriedRequest } from './wire/memory-line.ts';
import type { ServiceCallKind } from './wire/service-request.ts';
import type { ServiceWire } from './wire/service-wire.ts';
import type { Step } from './wire/step.ts';

/** A call's context with the hands on its signals. */
export interface CheckedCall {
  readonly context: CallContext;
  /** Ends the call. */
  abort(reason?: unknown): void;
  recall(): void;
}

/** What a check may do and look at. One provider, one service; requests and money are counted anew in each round. */
export interface CheckContext {
  readonly line: 'memory' | 'sockets';
  readonly clock: Clock & { jumpWallClock(byMs: number): void };
  readonly provider: ProviderV1;
  readonly wire: ServiceWire;
  readonly apiKey: string;
  readonly otherApiKey: string;
  readonly baseUrl: string;
  /** Where the service answers under a certificate that nobody vouches for; undefined in memory. */
  distrustedUrl(): Promise<string | undefined>;
  /** Every declared type that there is a sample for. */
  readonly samples: Readonly<Record<string, TaskSample>>;
  /** The type that most checks are made with. */
  readonly sample: TaskSample;
  /** The field of the main type's solution that holds a text; undefined where it holds none. */
  readonly textField: string | undefined;
  /** Written requests of this round, oldest first. */
  readonly requests: readonly CarriedRequest[];
  /** Tasks accepted in this round, which is when they are paid. */
  readonly acceptedCount: number;
  /** How often the transport that was given was closed. */
  readonly closedCount: number;
  countOf(kind: ServiceCallKind): number;
  /** What the next requests meet, one step each; afterwards the service answers soundly. */
  script(...steps: readonly Step[]): void;
  /** Waits until connections meet what the script says of them. */
  ready(): Promise<void>;
  /** Another instance. Throws what the factory throws. */
  create(overrides?: Partial<Pick<CreateInit, 'apiKey' | 'baseUrl' | 'options'>>): ProviderV1;
  call(overrides?: Partial<CallContext>): CheckedCall;
  /** Waits for a call as long as it takes, and not for ever. */
  ending<T>(promise: Promise<T>): Promise<Ending<T>>;
  /** Whether a call is still waiting once everything that can happen has happened. */
  stillWaits(promise: Promise<unknown>): Promise<boolean>;
  submit(sample?: TaskSample, provider?: ProviderV1): Promise<Ending<Submission>>;
  poll(ticket: Ticket, provider?: ProviderV1): Promise<Ending<PollResult>>;
  /** The ticket of a sound submit. */
  ticketOf(sample?: TaskSample, provider?: ProviderV1): Promise<Ticket>;
  /** The task of a sample as the provider's own schema puts it out. */
  taskOf(sample: TaskSample): Promise<Task>;
  finishAll(): Promise<void>;
}
