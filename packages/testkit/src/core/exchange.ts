import type { DecodedRequest } from '../dialects/dialect.ts';
import type { RequestFacts } from '../faults/request-facts.ts';
import type { RequestSubject } from './request-subject.ts';

/** A request on its way through the fake. */
export interface Exchange extends RequestSubject, DecodedRequest {
  readonly facts: RequestFacts;
  /** Path and query. */
  readonly url: string;
  readonly host: string;
  readonly now: number;
  /** The journal's number of the request. */
  readonly request: number;
}
