import type { Refusal } from './refusal.ts';
import { endpointOf, type ServiceCall } from './service-call.ts';

/** How many requests an account may make: a bucket that fills again. */
export interface FakeRateLimit {
  readonly perSecond: number;
  /**
   * How many may come at once.
   * @default `perSecond`, at least 1
   */
  readonly burst?: number | undefined;
  /**
   * HTTP 429 with Retry-After, or the dialect's word.
   * @default 'http-429'
   */
  readonly says?: 'http-429' | 'word' | undefined;
}

/** What becomes of those who ask too often. Durations are milliseconds. */
export interface FakePollPenalty {
  /** A poll that comes sooner after the last one about its task, or after its acceptance, is a strike. */
  readonly floorMs?: number | undefined;
  /** So is every poll of a task after that many. */
  readonly maxPolls?: number | undefined;
  /**
   * How many strikes an account has.
   * @default 1
   */
  readonly strikes?: number | undefined;
  /**
   * How long it is banned then.
   * @default 300000
   */
  readonly banMs?: number | undefined;
}

/** What a service lets through. */
export interface GateInit {
  readonly rateLimit?: FakeRateLimit | undefined;
  readonly pollPenalty?: FakePollPenalty | undefined;
  /** How long a service that begins keeps its first requests waiting. */
  readonly coldStartMs: number;
}

/** A no at the gate: in the dialect's word, or as a status. */
export type GateNo =
  | { readonly refusal: Refusal }
  | { readonly status: 429; readonly retryAfterSeconds: number };

interface Book {
  tokens: number;
  filledAt: number;
  strikes: number;
  bannedUntil: number;
}

interface Visit {
  readonly call: ServiceCall;
  readonly now: number;
  readonly sinceLastMs?: number | undefined;
  /** Which request of its endpoint about its subject it is, from 1. */
  readonly nth: number;
}

const defaultBanMs = 300_000;

/** Counts what each key asks for. Follows the order of arrival, as such limits do. */
export class Gate {
  readonly #init: GateInit;
  readonly #books = new Map<string, Book>();
  #beganAt = 0;

  constructor(init: GateInit) {
    this.#init = init;
  }

  /** The service begins anew. */
  restart(now: number): void {
    this.#beganAt = now;
    this.#books.clear();
  }

  /** How long a reply has to wait until the service is up. */
  coldForMs(now: number): number {
    return Math.max(0, this.#beganAt + this.#init.coldStartMs - now);
  }

  /** Why a request is not let through; undefined where it is. */
  refuses(visit: Visit): GateNo | undefined {
    const { rateLimit, pollPenalty } = this.#init;
    if (rateLimit === undefined && pollPenalty === undefined) return undefined;
    const book = this.#bookOf(visit);
    return this.#overRate(book, visit) ?? this.#overPolls(book, visit);
  }

  #bookOf({ call: { apiKey }, now }: Visit): Book {
    const known = this.#books.get(apiKey);
    if (known !== undefined) return known;
    const { perSecond = 1, burst = Math.max(1, perSecond) } = this.#init.rateLimit ?? {};
    const book: Book = { tokens: burst, filledAt: now, strikes: 0, bannedUntil: 0 };
    this.#books.set(apiKey, book);
    return book;
  }

  #overRate(book: Book, { now }: Visit): GateNo | undefined {
    const { rateLimit } = this.#init;
    if (rateLimit === undefined) return undefined;
    const { perSecond, burst = Math.max(1, perSecond), says = 'http-429' } = rateLimit;
    book.tokens = Math.min(burst, book.tokens + ((now - book.filledAt) / 1_000) * perSecond);
    book.filledAt = now;
    if (book.tokens >= 1) {
      book.tokens -= 1;
      return undefined;
    }
    if (says === 'word') return { refusal: 'rate-limited' };
    return { status: 429, retryAfterSeconds: Math.ceil((1 - book.tokens) / perSecond) };
  }

  #overPolls(book: Book, { call, now, sinceLastMs, nth }: Visit): GateNo | undefined {
    const { pollPenalty } = this.#init;
    if (pollPenalty === undefined) return undefined;
    const no = { refusal: 'polled-too-often' } as const;
    if (now < book.bannedUntil) return no;
    const { floorMs = 0, maxPolls = Infinity, strikes = 1, banMs = defaultBanMs } = pollPenalty;
    if (endpointOf(call) !== 'poll') return undefined;
    if ((sinceLastMs ?? Infinity) >= floorMs && nth <= maxPolls) return undefined;
    book.strikes += 1;
    if (book.strikes < strikes) return undefined;
    book.strikes = 0;
    book.bannedUntil = now + banMs;
    return no;
  }
}
