import { createRouter, type RouterEvent } from '@understudy/core';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import { policies, type PolicyName, type PolicyOptions } from './policies.ts';
import type { Scenario } from './scenario.ts';
import type { ServiceModel } from './service.ts';
import { type SimulatedProvider, simulatedProvider } from './simulated-provider.ts';
import { TaskBook } from './task-book.ts';

export interface WorldOptions {
  readonly scenario: Scenario;
  readonly services: readonly ServiceModel[];
  readonly policy: PolicyName;
  readonly seed: number;
  /** Tasks per second. */
  readonly rate: number;
  readonly durationMs: number;
  readonly deadlineMs: number;
  readonly onEvent?: ((event: RouterEvent) => void) | undefined;
}

/** One task of a simulated world, as it ended. */
export interface TaskResult {
  readonly arrivedAt: number;
  readonly seconds: number;
  readonly isRight: boolean;
  readonly isAnswered: boolean;
  paid: number;
  accepted: number;
  refunded: number;
  submits: number;
}

const feedbackShare = 0.7;
const feedbackAfterMs = 20_000;

/** Runs one world to its end. */
export async function runWorld(options: WorldOptions): Promise<readonly TaskResult[]> {
  const { scenario, services, policy, seed, rate, durationMs, deadlineMs } = options;
  const clock = new VirtualClock();
  const book = new TaskBook();
  const providers: SimulatedProvider[] = [];
  const given: PolicyOptions = policies[policy]({ scenario, services, providers });
  const { isSingle = false, hearsAtOnce = false, hear, ...routerOptions } = given;
  for (const service of isSingle ? services.slice(0, 1) : services) {
    providers.push(simulatedProvider({ service, scenario, seed: String(seed), book, hearsAtOnce }));
  }
  const router = createRouter({
    ...routerOptions,
    providers,
    deadlineMs,
    valueOfSecond: 0.02,
    lossOfFailure: 5,
    clock,
    random: seededRandom(`router:${seed}`),
    onEvent: (event) => {
      hear?.(event);
      options.onEvent?.(event);
    },
  });
  const arrivals = seededRandom(`arrivals:${seed}`);
  const feedback = seededRandom(`feedback:${seed}`);
  const results: Promise<TaskResult>[] = [];

  const solve = async (siteKey: string, isJudged: boolean): Promise<TaskResult> => {
    const arrivedAt = clock.now();
    const solved = await router
      .solve({ type: 'turnstile', siteKey, pageUrl: 'https://shop.example/' })
      .catch(() => undefined);
    const token = solved?.solution.token;
    const isRight = token !== undefined && book.isRight(token);
    if (solved !== undefined && isJudged) {
      void clock
        .sleep(feedbackAfterMs)
        .then(() => solved.report(isRight ? 'accepted' : 'rejected'))
        .catch(() => undefined);
    }
    const seconds = (clock.now() - arrivedAt) / 1_000;
    return { arrivedAt, seconds, isRight, isAnswered: solved !== undefined, ...book.of(siteKey) };
  };

  const names: string[] = [];
  const arrive = async (): Promise<void> => {
    for (let count = 1; ; count += 1) {
      await clock.sleep((-Math.log(1 - arrivals.next()) / rate) * 1_000);
      if (clock.now() >= durationMs) return;
      const name = `task-${count}`;
      names.push(name);
      results.push(solve(name, feedback.next() < feedbackShare));
    }
  };
  const all = (async () => {
    await arrive();
    const settled = await Promise.all(results);
    // What is still in flight may be charged or refunded yet.
    await clock.sleep(200_000);
    await router.close();
    return settled;
  })();
  const settled = await clock.runUntilSettled(all);
  return settled.map((result, index) => ({ ...result, ...book.of(names[index] ?? '') }));
}
