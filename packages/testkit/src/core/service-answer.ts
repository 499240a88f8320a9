import type { FakeTask } from './fake-task.ts';
import type { Refusal } from './refusal.ts';

/** What a poll learns of one task. */
export type PollAnswer =
  | { readonly kind: 'pending' }
  | { readonly kind: 'solved'; readonly task: FakeTask }
  | { readonly kind: 'unsolvable'; readonly task: FakeTask }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** An error in words that are no dialect's own. */
export interface WordedError {
  /** Why, or any word. */
  readonly word: Refusal | { readonly text: string };
  readonly errorId?: number | undefined;
  /** What is said beside it. */
  readonly detail?: string | undefined;
}

/** A reply without its wire format. */
export type ServiceAnswer =
  | {
      readonly kind: 'accepted';
      readonly task: FakeTask;
      /** A fault sends the callback before this answer. */
      readonly isCallbackFirst?: boolean;
    }
  /** The outcome itself, to a synchronous submit, after `afterMs`. */
  | {
      readonly kind: 'settled';
      readonly result: PollAnswer;
      readonly task: FakeTask;
      readonly afterMs: number;
    }
  /** A synchronous submit that is never answered. */
  | { readonly kind: 'silent' }
  /** Same order and length as the ids that were asked for. */
  | { readonly kind: 'polled'; readonly results: readonly PollAnswer[] }
  | { readonly kind: 'balance'; readonly amount: number }
  | { readonly kind: 'capacity'; readonly threads: number; readonly busyThreads: number }
  | { readonly kind: 'reported' }
  | ({ readonly kind: 'worded' } & WordedError)
  | { readonly kind: 'refused'; readonly refusal: Refusal };
