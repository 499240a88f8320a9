import type { ProviderV1, Task } from '@understudy/core/provider';
import { seededRandom } from '@understudy/core/testing';

import { cpuUsOf } from '../run/cpu.ts';
import type { BenchClock } from './bench-clock.ts';

/** What solves tasks: the router, or something that stands in for it. */
export interface Solver {
  /** Resolves when the task is over, with what takes the judgement of its answer if there is one. */
  solve(task: Task<'turnstile'>): Promise<((isRight: boolean) => Promise<void>) | undefined>;
}

export interface TrafficOptions {
  readonly clock: BenchClock;
  readonly solver: Solver;
  /** How many tasks are under way at a time, on average. */
  readonly inFlight: number;
}

/** How long a task is under way, on average: the mean of the solve times, the submit, and the wait for the next poll. */
const usualMs = 12_600;
const judgedShare = 0.7;
const judgedAfterMs = 20_000;

/** Tasks that arrive at random at a constant rate, for ever. It goes on only while a window is measured. */
export class Traffic {
  readonly #options: TrafficOptions;
  readonly #random = seededRandom('traffic');
  #settled = 0;
  #started = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  /** Puts as many tasks under way as there should be, within a second; from then on they come and go. */
  async fill(): Promise<void> {
    const { clock, inFlight } = this.#options;
    for (let count = 0; count < inFlight; count += 1) {
      void clock.sleep(this.#random.next() * 1_000).then(() => this.#solve());
    }
    await clock.runUntil(() => this.#started === inFlight);
    void this.#arrive();
  }

  get inFlight(): number {
    return this.#started - this.#settled;
  }

  /** Lets so many more tasks be settled, or as many as real time allows. */
  async settle(tasks: number, limitMs: number): Promise<void> {
    const enough = this.#settled + tasks;
    const endsAt = performance.now() + limitMs;
    const isEnough = (): boolean => this.#settled >= enough || performance.now() > endsAt;
    await this.#options.clock.runUntil(isEnough);
  }

  /** CPU time of each task, over so many more tasks that are settled. */
  async usPerTask(tasks: number): Promise<number> {
    const enough = this.#settled + tasks;
    const { clock } = this.#options;
    return (await cpuUsOf(() => clock.runUntil(() => this.#settled >= enough))) / tasks;
  }

  async #arrive(): Promise<void> {
    const { clock, inFlight } = this.#options;
    for (;;) {
      await clock.sleep(-Math.log(1 - this.#random.next()) * (usualMs / inFlight));
      void this.#solve();
    }
  }

  async #solve(): Promise<void> {
    const isJudged = this.#random.next() < judgedShare;
    const { clock, solver } = this.#options;
    this.#started += 1;
    const siteKey = `0x${this.#started}`;
    const task = { type: 'turnstile', siteKey, pageUrl: 'https://shop.example/login' } as const;
    const judge = await solver.solve(task);
    this.#settled += 1;
    if (!isJudged || judge === undefined) return;
    await clock.sleep(judgedAfterMs);
    await judge(true);
  }
}

/** The same calls of the same providers without a router: what the world itself costs. */
export function directSolver(providers: readonly ProviderV1[], clock: BenchClock): Solver {
  const random = seededRandom('direct');
  const { signal } = new AbortController();
  const context = { clock, random, signal, recall: signal, attemptId: '1', remainingMs: 120_000 };
  let next = 0;
  return {
    async solve(task) {
      const provider = providers[(next += 1) % providers.length];
      const submission = await provider?.submit(task, context).catch(() => undefined);
      if (provider === undefined || submission?.status !== 'accepted') return undefined;
      const endsAt = clock.now() + context.remainingMs;
      await clock.sleep(5_000);
      while (clock.now() < endsAt) {
        const polled = await provider.poll(submission.ticket, context);
        if (polled.status !== 'pending') return async () => undefined;
        await clock.sleep(2_000);
      }
      return undefined;
    },
  };
}
