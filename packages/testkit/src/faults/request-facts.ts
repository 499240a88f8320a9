import type { FakeTaskType } from '../core/fake-task-type.ts';
import type { Endpoint } from '../core/service-call.ts';

import type { EarlyStage } from './network/connection-fault.ts';

/** What a sound service would say to a request. */
export type Saying = 'accepted' | 'pending' | 'solved' | 'unsolvable' | 'refused';

/** What rules can tell of a request. */
export interface RequestFacts {
  readonly endpoint: Endpoint | 'callback' | 'other' | EarlyStage;
  readonly apiKey: string;
  /** The types of the tasks that it is about. */
  readonly taskTypes: readonly FakeTaskType[];
  /** What it is about: the key of its draws. */
  readonly subject: string;
  /** Which request of this endpoint about this subject it is, from 1. */
  readonly nth: number;
  /** The journal's number of the request. */
  readonly request?: number | undefined;
  /** What equal submits have in common; the subject of what is no submit. */
  readonly job?: string | undefined;
  /** Which of the equal submits, or of the requests of this endpoint about this subject, it is, from 1. */
  readonly attempt?: number | undefined;
  readonly taskIds?: readonly string[] | undefined;
  readonly siteKeys?: readonly string[] | undefined;
  readonly pageUrls?: readonly string[] | undefined;
  readonly connection?: number | undefined;
  readonly says?: Saying | undefined;
  /** Since the last request about the same subject; absent when there was none. */
  readonly sinceLastMs?: number | undefined;
}
