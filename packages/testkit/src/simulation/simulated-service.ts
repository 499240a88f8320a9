import { seededRandom } from '@understudy/core/testing';
import type { Clock, ProviderErrorCode, Random } from '@understudy/core/provider';

import type { Happening } from './invariants/happening.ts';
import { regimeAt, readyAfterStrikes, type Scenario, type WorkInFlight } from './scenario.ts';
import type { ServiceModel } from './service.ts';
import type { TaskBook } from './task-book.ts';

const chargedWhenSilent = 0.7;
/** A task that is never answered occupies its service for so long. */
const longestWorkMs = 900_000;

export interface SimulatedServiceOptions {
  readonly service: ServiceModel;
  readonly scenario: Scenario;
  readonly seed: string;
  readonly book: TaskBook;
  readonly clock: Clock;
  hear(happening: Happening): void;
}

/** What a service says when it does not do as asked. */
export interface Trouble {
  readonly code: ProviderErrorCode;
  readonly retryAfterMs?: number | undefined;
}

/** What a service makes of a submit. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly ticket: string }
  | ({ readonly kind: 'refused' } & Trouble)
  /** The reply does not arrive: after a while, or never. */
  | { readonly kind: 'lost'; readonly hangs: boolean };

/** What has become of a ticket. */
export type Progress = 'unknown' | 'pending' | 'solved' | 'failed';

interface Work extends WorkInFlight {
  readonly isFailed: boolean;
  readonly taskName: string;
  readonly attemptId: string;
  isTold: boolean;
}

/** One service, its tasks and its book. The same draws meet the same submit of a task, whoever sends it. */
export class SimulatedService {
  readonly model: ServiceModel;
  readonly #options: SimulatedServiceOptions;
  readonly #works = new Map<string, Work>();
  readonly #submitsOf = new Map<string, number>();
  readonly #pollFates: Random;
  #inWork = 0;

  constructor(options: SimulatedServiceOptions) {
    this.#options = options;
    this.model = options.service;
    this.#pollFates = seededRandom(`${options.seed}:${options.service.id}:polls`);
  }

  /** How many tasks it is busy with. */
  get inWork(): number {
    return this.#inWork;
  }

  get isRevoked(): boolean {
    return this.#regime.isRevoked;
  }

  /** What it says to a poll instead of an answer, if it does. */
  troubleWithPoll(): Trouble | undefined {
    const { deaf, isRevoked, retryAfterMs } = this.#regime;
    if (deaf === 0 || this.#pollFates.next() >= deaf) return undefined;
    if (isRevoked) return { code: 'credentials-rejected' };
    return retryAfterMs > 0
      ? { code: 'rate-limited', retryAfterMs }
      : { code: 'provider-unavailable' };
  }

  take(taskName: string, attemptId: string): Verdict {
    const { book, clock, seed, service } = this.#options;
    const count = (this.#submitsOf.get(taskName) ?? 0) + 1;
    this.#submitsOf.set(taskName, count);
    const ticket = `${service.id}:${taskName}:${count}`;
    const random = seededRandom(`${seed}:${ticket}`);
    const regime = this.#regime;
    book.of(taskName).submits += 1;
    // In this order: published figures rest on these draws.
    const fate = random.next();
    const solveMs = service.medianMs * Math.exp(service.sigma * normal(random)) * regime.slowness;
    const neverDraw = random.next();
    const isFailed = random.next() < regime.fail;
    const isWrong = random.next() < regime.wrong;
    const isCharged = random.next() < chargedWhenSilent;
    const acceptedAt = clock.now();
    const readyAt = neverDraw < regime.never ? Infinity : acceptedAt + solveMs;
    const work: Work = {
      acceptedAt,
      readyAt,
      neverDraw,
      isFailed,
      taskName,
      attemptId,
      isTold: false,
    };
    if (regime.isRevoked) return { kind: 'refused', code: 'credentials-rejected' };
    if (fate < regime.reject) return { kind: 'refused', code: 'provider-unavailable' };
    const mostInWork = Math.min(regime.slots, service.slots ?? Infinity);
    if (this.#inWork >= mostInWork) return { kind: 'refused', code: 'at-capacity' };
    if (random.next() < regime.limited)
      return { kind: 'refused', code: 'rate-limited', retryAfterMs: regime.retryAfterMs };
    const hangs = random.next() < regime.hang;
    if (hangs || fate < regime.reject + regime.ambiguous) {
      if (isCharged) this.#accept(ticket, { work, isWrong });
      return { kind: 'lost', hangs };
    }
    this.#accept(ticket, { work, isWrong });
    return { kind: 'accepted', ticket };
  }

  /** What it would tell of a ticket now; what it tells once stays so. */
  progressOf(ticket: string): Progress {
    const work = this.#works.get(ticket);
    if (work === undefined) return 'unknown';
    const { clock, book, service, hear } = this.#options;
    if (clock.now() < this.readyAt(ticket)) return 'pending';
    const { attemptId, isFailed, isTold, taskName } = work;
    work.isTold = true;
    if (!isFailed) return 'solved';
    if (isTold) return 'failed';
    const entry = book.of(taskName);
    entry.paid -= service.price;
    entry.refunded += 1;
    hear({ kind: 'refunded', atMs: clock.now(), providerId: service.id, attemptId });
    return 'failed';
  }

  /** When a ticket is ready; Infinity for never. */
  readyAt(ticket: string): number {
    const work = this.#works.get(ticket);
    return work === undefined ? Infinity : readyAfterStrikes(work, this.#options);
  }

  #accept(
    ticket: string,
    { work, isWrong }: { readonly work: Work; readonly isWrong: boolean },
  ): void {
    const { book, clock, hear, service } = this.#options;
    const { price, id: providerId } = service;
    const { taskName, attemptId } = work;
    const entry = book.of(taskName);
    entry.accepted += 1;
    entry.paid += price;
    this.#works.set(ticket, work);
    if (isWrong) book.noteWrong(ticket);
    hear({ kind: 'accepted', atMs: clock.now(), providerId, attemptId, ticket, price });
    void this.#workOn(ticket);
  }

  async #workOn(ticket: string): Promise<void> {
    const { clock, hear, service } = this.#options;
    const giveUpAt = clock.now() + longestWorkMs;
    this.#inWork += 1;
    // A fault may strike it on the way, and it takes longer.
    for (let now = clock.now(); now < Math.min(this.readyAt(ticket), giveUpAt); now = clock.now()) {
      await clock.sleep(Math.min(this.readyAt(ticket), giveUpAt) - now, { keepAlive: false });
    }
    this.#inWork -= 1;
    if (clock.now() < this.readyAt(ticket)) return;
    hear({ kind: 'ready', atMs: clock.now(), providerId: service.id, ticket });
  }

  get #regime() {
    const { scenario, service, clock } = this.#options;
    return regimeAt(scenario, service, clock.now());
  }
}

/** By Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
