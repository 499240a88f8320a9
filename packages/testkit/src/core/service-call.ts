import type { FakeTaskType } from './fake-task-type.ts';
import type { Refusal } from './refusal.ts';

/** What a request wants, whatever its dialect. Questions about the account (balance, free threads) are one endpoint. */
export type Endpoint = 'submit' | 'poll' | 'balance' | 'report';

/** The parameters of a task that tell one from another. */
export interface SubmittedTask {
  readonly type: FakeTaskType;
  readonly siteKey?: string;
  readonly pageUrl?: string;
  /** SHA-256 of the picture's bytes, hexadecimal. */
  readonly imageHash?: string;
  readonly isEnterprise: boolean;
}

/** A request without its wire format. */
export type ServiceCall =
  | {
      readonly kind: 'submit';
      readonly apiKey: string;
      readonly task: SubmittedTask;
      /** The reply waits for the answer and carries it; there is nothing to poll. */
      readonly isSynchronous: boolean;
    }
  | { readonly kind: 'poll'; readonly apiKey: string; readonly taskIds: readonly string[] }
  | { readonly kind: 'balance'; readonly apiKey: string }
  | { readonly kind: 'capacity'; readonly apiKey: string }
  | {
      readonly kind: 'report';
      readonly apiKey: string;
      readonly taskId: string;
      readonly judgement: 'accepted' | 'rejected';
    }
  /** A request that no account could have had granted; the key is looked at first all the same. */
  | {
      readonly kind: 'unacceptable';
      readonly endpoint: Endpoint;
      readonly apiKey: string;
      readonly refusal: Refusal;
    };

/** The endpoint that a call is made to. */
export function endpointOf(call: ServiceCall): Endpoint {
  switch (call.kind) {
    case 'unacceptable':
      return call.endpoint;
    case 'capacity':
      return 'balance';
    default:
      return call.kind;
  }
}
