import type { FakeTaskType } from './fake-task-type.ts';
import type { Refusal } from './refusal.ts';

/** What a request wants, whatever its dialect. Questions about the account (balance, free threads) are one endpoint. */
export type Endpoint = 'submit' | 'poll' | 'balance' | 'report';

/** One flag for each cell; cells counted from 0; a cookie, or several. */
export type AnswerForm = 'flags' | 'objects' | 'cookie' | 'cookies';

/** The parameters of a task that tell one from another. */
export interface SubmittedTask {
  readonly type: FakeTaskType;
  readonly siteKey?: string;
  readonly pageUrl?: string;
  /** SHA-256 of the picture's bytes or of several pictures, hexadecimal. */
  readonly imageHash?: string;
  readonly isEnterprise: boolean;
  /** Of GeeTest v3: comes back with the answer. */
  readonly challenge?: string;
  readonly userAgent?: string;
  /** How many cells a grid has. */
  readonly cellCount?: number;
  /** How the answer is to be written, where the submit decides it. */
  readonly form?: AnswerForm;
}

/** A request without its wire format. */
export type ServiceCall =
  | {
      readonly kind: 'submit';
      readonly apiKey: string;
      readonly task: SubmittedTask;
      /** The reply waits for the answer and carries it; there is nothing to poll. */
      readonly isSynchronous: boolean;
      /** Where the customer wants to be told the outcome. */
      readonly callbackUrl?: string | undefined;
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
