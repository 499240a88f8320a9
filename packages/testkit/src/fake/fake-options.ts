import type { Clock } from '@understudy/core/provider';

import type { FakePrice } from '../core/price.ts';
import type { FakePollPenalty, FakeRateLimit } from '../core/gate.ts';
import type { SolveTime } from '../core/solve-time.ts';
import type { FakeRetention } from '../core/task-table.ts';
import type { FakeCapacity } from '../core/workers.ts';
import type { DialectName } from '../dialects/dialects.ts';
import type { ServiceProfileName } from '../dialects/profiles/service-profiles.ts';
import type { Rule } from '../faults/rule.ts';

/** A customer of the fake service. */
export interface FakeAccountOptions {
  readonly apiKey: string;
  /**
   * US dollars.
   * @default the option `balance`
   */
  readonly balance?: number | undefined;
  /**
   * How many tasks may be at work at once.
   * @default the option `threads`
   */
  readonly threads?: number | undefined;
}

/** How a fake service insists on its callbacks. */
export interface FakeCallbackOptions {
  /**
   * 1 to 10.
   * @default 1
   */
  readonly tries?: number | undefined;
  /**
   * Milliseconds on the fake's clock.
   * @default 1000
   */
  readonly retryAfterMs?: number | undefined;
}

/** What can be told to a fake service before it starts. Durations are milliseconds on its clock. */
export interface FakeOptions {
  /** @default the first that the profile speaks; '2captcha' without one */
  readonly dialect?: DialectName | undefined;
  /**
   * A service to imitate: its ids, its words for a no, its statuses, its retention. Other options come before it.
   * @default what is common in the dialect
   */
  readonly profile?: ServiceProfileName | undefined;
  /**
   * Settles every draw, id and answer. Two fakes of one dialect in one test want two seeds, lest their ids be equal.
   * @default a new one each time
   */
  readonly seed?: string | number | undefined;
  /**
   * Its time. `scaledClock(20)` of `@understudy/core/testing` compresses it.
   * @default real time
   */
  readonly clock?: Clock | undefined;
  /** @default one account */
  readonly accounts?: readonly FakeAccountOptions[] | undefined;
  /**
   * Key of the one account; not beside `accounts`.
   * @default 32 characters that follow from the seed
   */
  readonly apiKey?: string | undefined;
  /**
   * US dollars.
   * @default 100
   */
  readonly balance?: number | undefined;
  /**
   * How many tasks an account may have at work at once.
   * @default 50 for captchaai, without limit elsewhere
   */
  readonly threads?: number | undefined;
  /** @default what is usual for a type: half of the tasks within 5 s (pictures) to 20 s (reCAPTCHA v2) */
  readonly solveTime?: SolveTime | undefined;
  /**
   * US dollars per accepted task.
   * @default 0 for captchaai, which sells threads, else 0.00299
   */
  readonly price?: FakePrice | undefined;
  /** @default 15 minutes from acceptance */
  readonly retention?: Partial<FakeRetention> | undefined;
  /**
   * Whether the ids in JSON replies are text or numbers: services differ, some of them from one kind to the next.
   * @default 'string'
   */
  readonly ids?: 'string' | 'integer' | undefined;
  /**
   * Whether pictures are answered in the reply to createTask itself, after the solve time, as CapSolver does.
   * @default false
   */
  readonly instantResults?: boolean | undefined;
  /**
   * The HTTP status of createTask's errors: 200, or CapSolver's 400 and, for a bad key, 401; the body is the same.
   * @default 'ok'
   */
  readonly errorStatuses?: 'ok' | 'capsolver' | undefined;
  /**
   * How often a callback is sent until its receiver says 2xx, within 5 s of real time, and how long the fake waits in between.
   * @default one try; a second
   */
  readonly callbacks?: FakeCallbackOptions | undefined;
  /**
   * How many tasks are worked on at once, and what becomes of the others.
   * @default a worker for every task
   */
  readonly capacity?: FakeCapacity | undefined;
  /**
   * How many requests an account may make.
   * @default without limit
   */
  readonly rateLimit?: FakeRateLimit | undefined;
  /**
   * What becomes of those who poll too soon or too often.
   * @default nothing
   */
  readonly pollPenalty?: FakePollPenalty | undefined;
  /**
   * Until when a service that has just begun, or begun anew, keeps its replies back.
   * @default 0
   */
  readonly coldStartMs?: number | undefined;
  /**
   * Whether a site key such as `fake-unsolvable` or a page on `unsolvable.test` makes its fault.
   * @default true
   */
  readonly magicWords?: boolean | undefined;
  /**
   * Whether a request can ask for a fault of its own, which comes before all rules, in the header `X-Fake-Fault`: an id of
   * the catalogue, the kind of a fault, or a fault as JSON.
   * @default false
   */
  readonly headerFaults?: boolean | undefined;
  /** What goes wrong, and when; the first that matches wins. */
  readonly rules?: readonly Rule[] | undefined;
}
