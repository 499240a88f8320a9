import type { DecodedRequest } from '../dialects/dialect.ts';
import type { WireRequest } from '../dialects/wire.ts';
import type { Fault } from '../faults/fault.ts';
import type { CallFacts } from './call-facts.ts';
import type { RequestSubject } from './request-subject.ts';

/** A request on its way through the fake. */
export interface Exchange extends RequestSubject, DecodedRequest {
  readonly facts: CallFacts;
  /** The fault that the request has asked for itself. */
  readonly asked: Fault | undefined;
  /** Path and query. */
  readonly url: string;
  readonly host: string;
  readonly now: number;
  /** The journal's number of the request. */
  readonly request: number;
}

/** Field by field: to spread the parts costs more than all the rest of a request. */
export const exchangeOf = ({
  wire: { url, host = 'localhost' },
  decoded: { call, isJson, has, encode },
  about: { subject, nth, job, attempt, sinceLastMs },
  facts,
  asked,
  now,
}: {
  readonly wire: WireRequest;
  readonly decoded: DecodedRequest;
  readonly about: RequestSubject;
  readonly facts: CallFacts;
  readonly asked: Fault | undefined;
  readonly now: number;
}): Exchange => ({
  call,
  isJson,
  has,
  encode,
  subject,
  nth,
  job,
  attempt,
  sinceLastMs,
  facts,
  asked,
  url,
  host,
  now,
  request: facts.request,
});
