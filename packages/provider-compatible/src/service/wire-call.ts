import type {
  CallbackNotice,
  CallbackRequest,
  Capacity,
  Judgement,
  Solution,
} from '@understudy/core/provider';

import type { Reply } from '../reply/reply.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { TaskFault } from './task-fault.ts';
import type { TaskTicket } from './task-ticket.ts';

/** One HTTP request of a dialect, before it has a host. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** Below the base URL, without a leading slash, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
}

/** A question to a service: how it is written, and how its reply is read. */
export interface WireCall<Value> {
  write(apiKey: string): WireRequest;
  read(body: string): Reply<Value>;
}

/** A solution as it came, with what the service says that it cost. */
export interface Answer {
  readonly solution: Solution;
  readonly price?: number | undefined;
}

/** What a submit yields: a ticket, an answer at once, or both. */
export type Acceptance =
  | { readonly status: 'accepted'; readonly ticket: TaskTicket }
  | {
      readonly status: 'solved';
      readonly answer: Answer;
      readonly ticket?: TaskTicket | undefined;
    };

export interface ReportedAnswer {
  readonly ticket: TaskTicket;
  readonly judgement: Judgement;
}

export interface SubmitOptions {
  /** Where the service may announce the answer. */
  readonly callbackUrl?: string | undefined;
}

/** How many tickets may be asked about at once, and of which types. */
export interface BatchPoll {
  readonly maxTickets: number;
  readonly taskTypes: readonly CompatibleTaskType[];
}

/** What a batch says of its tickets, in their order; undefined when it cannot be told which entry is whose. */
export type BatchAnswer = readonly Reply<Answer>[] | undefined;

/** A family of services that are asked alike. */
export interface Dialect<AcceptedTask> {
  /** Why the service would refuse a task that its declared schema accepts. Absent where there is nothing to find. */
  fault?(task: AcceptedTask): TaskFault | undefined;
  submit(task: AcceptedTask, options?: SubmitOptions): WireCall<Acceptance>;
  poll(ticket: TaskTicket): WireCall<Answer>;
  /** Absent where the service takes one ticket at a time. */
  readonly batch?:
    | (BatchPoll & { poll(tickets: readonly TaskTicket[]): WireCall<BatchAnswer> })
    | undefined;
  /** Absent where the service calls nobody back. */
  readCallback?(request: CallbackRequest): CallbackNotice | undefined;
  balance(): WireCall<number>;
  /** Undefined where the service hears no such judgement of such a task. */
  report(report: ReportedAnswer): WireCall<true> | undefined;
  /** Absent where the service tells nothing of its threads. */
  capacity?(): WireCall<Capacity>;
}
