import type { Draw } from '../core/draws.ts';
import type { FakeTaskType } from '../core/fake-task-type.ts';
import type { Refusal } from '../core/refusal.ts';
import type { RestartKeeps } from '../core/restart-keeps.ts';
import type { Endpoint } from '../core/service-call.ts';
import type { FaultKind } from '../faults/fault.ts';
import type { ListenerState } from '../faults/listener-state.ts';
import type { EarlyStage } from '../faults/network/connection-fault.ts';
import type { ReplyLoss } from '../network/wire-script.ts';

/** What a callback says of a task; `forged` is a fault's. */
export type CallbackSaying = 'solved' | 'unsolvable' | 'pending' | 'forged';

/** Why a callback did not arrive: refused by its receiver, no connection or a broken one, no reply in time. */
export type CallbackFailure = 'status' | 'network' | 'timeout';

/** What is written down of something that happened. Holds no key and no answer. */
export type JournalEntry = {
  /** What it is about, whatever the order of arrival; for a task, its key. */
  readonly subject: string;
} & (
  | {
      readonly kind: 'request';
      readonly endpoint: Endpoint | 'other';
      /** The account's name, where the key was valid. */
      readonly account?: string | undefined;
      /** The tasks that were asked about; a submit has none yet. */
      readonly taskIds: readonly string[];
      readonly taskType?: FakeTaskType | undefined;
      /** Of a submit's type, site key, page and picture. */
      readonly fingerprint?: string | undefined;
      /** Counts the TCP connections, from 1. */
      readonly connection: number;
      readonly isKeyInUrl: boolean;
    }
  | {
      readonly kind: 'rule-applied';
      readonly request: number;
      readonly rule: string;
      readonly fault: FaultKind;
      /** Chance that the rule asked, if it did. */
      readonly draw?: Draw | undefined;
    }
  | {
      readonly kind: 'task-accepted';
      readonly request: number;
      readonly taskId: string;
      readonly taskType: FakeTaskType;
      readonly fingerprint: string;
      readonly draw: Draw;
    }
  /** The service began anew; `keeps` says what it remembered, `request` at which one a rule had it do so. */
  | {
      readonly kind: 'restarted';
      readonly keeps: RestartKeeps;
      readonly request?: number | undefined;
    }
  | { readonly kind: 'charge'; readonly taskId: string; readonly amount: number }
  | {
      readonly kind: 'refund';
      readonly taskId: string;
      readonly amount: number;
      readonly why: 'unsolvable' | 'reported';
    }
  | { readonly kind: 'answer-ready'; readonly taskId: string }
  | { readonly kind: 'task-unsolvable'; readonly taskId: string }
  | { readonly kind: 'task-expired'; readonly taskId: string }
  | { readonly kind: 'refused'; readonly request: number; readonly refusal: Refusal }
  /** The reply with the task's id has left for good. */
  | { readonly kind: 'acceptance-delivered'; readonly request: number; readonly taskId: string }
  /** A reply with the answer has left for good. */
  | { readonly kind: 'answer-delivered'; readonly request: number; readonly taskId: string }
  /** The last word, that there will be no answer, has left for good. */
  | { readonly kind: 'failure-delivered'; readonly request: number; readonly taskId: string }
  /** A reply that asks to be left alone for a while has left for good. */
  | { readonly kind: 'retry-after-delivered'; readonly request: number; readonly seconds: number }
  | { readonly kind: 'connection-opened'; readonly connection: number }
  | { readonly kind: 'connection-closed'; readonly connection: number }
  /** The client got no reply: the fault took it, or the client had gone. */
  | {
      readonly kind: 'reply-lost';
      readonly request: number;
      readonly why: ReplyLoss;
    }
  | {
      readonly kind: 'report';
      readonly request: number;
      readonly taskId: string;
      readonly judgement: 'accepted' | 'rejected';
    }
  /** A callback has been given to the network. */
  | { readonly kind: 'callback-sent'; readonly taskId: string; readonly says: CallbackSaying }
  /** Its receiver has said 2xx. */
  | {
      readonly kind: 'callback-acknowledged';
      readonly taskId: string;
      readonly says: CallbackSaying;
    }
  | { readonly kind: 'callback-failed'; readonly taskId: string; readonly why: CallbackFailure }
  /** Callbacks go to this machine only. */
  | {
      readonly kind: 'callback-refused';
      readonly taskId: string;
      readonly why: 'not-a-url' | 'not-loopback';
    }
  | {
      readonly kind: 'account-changed';
      readonly change: 'balance' | 'threads' | 'revoked' | 'restored' | 'key-rotated';
      /** US dollars, or threads. */
      readonly to?: number | undefined;
    }
  /** A rule struck before there was a request. */
  | {
      readonly kind: 'connection-struck';
      readonly stage: EarlyStage;
      readonly rule: string;
      readonly fault: FaultKind;
      readonly draw?: Draw | undefined;
    }
  | {
      readonly kind: 'listener-changed';
      readonly state: ListenerState;
      readonly rule?: string | undefined;
    }
  | {
      readonly kind: 'warning';
      readonly warning:
        | 'interceptor-active'
        | 'connect-hang-not-effective'
        | 'port-taken'
        /** A rule struck, and its fault does not exist in this dialect or for this request. */
        | 'fault-without-effect';
      readonly message: string;
      readonly request?: number | undefined;
    }
);

/** Something that happened at the fake, in the order in which it happened there. */
export type JournalEvent = JournalEntry & {
  /** From 1, without gaps. */
  readonly seq: number;
  /** Milliseconds since the fake started, on its clock. */
  readonly atMs: number;
};

/** A request as the journal keeps it. */
export type RequestEvent = Extract<JournalEvent, { readonly kind: 'request' }>;
