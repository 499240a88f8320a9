import type { RouterEvent } from '@understudy/core';
import { seededRandom } from '@understudy/core/testing';

import { exemptFrom } from './exemptions.ts';
import type { InvariantReport } from './invariants/world-watch.ts';
import {
  hearsAtOnce,
  isSingle,
  policies,
  type PolicyName,
  type PolicyOptions,
} from './policies.ts';
import type { Scenario } from './scenario.ts';
import type { ServiceModel } from './service.ts';
import { type Stakes, usualStakes } from './stakes.ts';
import { World } from './world.ts';

export interface WorldOptions {
  readonly scenario: Scenario;
  readonly services: readonly ServiceModel[];
  readonly policy: PolicyName;
  readonly seed: number;
  /** Tasks per second. */
  readonly rate: number;
  readonly durationMs: number;
  readonly deadlineMs: number;
  /** What a second and a failed task cost. @default 0.02 and 5 */
  readonly stakes?: Stakes | undefined;
  readonly onEvent?: ((event: RouterEvent) => void) | undefined;
  /** Hears, at the end, whether every invariant held all the time. */
  readonly onChecked?: ((report: InvariantReport) => void) | undefined;
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
  const { stakes = usualStakes } = options;
  const world = new World({
    scenario,
    services: isSingle(policy) ? services.slice(0, 1) : services,
    seed: String(seed),
    hearsAtOnce: hearsAtOnce(policy),
    exempt: exemptFrom(policy),
    onEvent: options.onEvent,
    options: (providers) => {
      const given: PolicyOptions = policies[policy]({ scenario, services, providers });
      const { hear, ...routerOptions } = given;
      const { perSecond: valueOfSecond, ofFailure: lossOfFailure } = stakes;
      return { ...routerOptions, deadlineMs, valueOfSecond, lossOfFailure, onEvent: hear };
    },
  });
  const { clock, book, router } = world;
  const arrivals = seededRandom(`arrivals:${seed}`);
  const feedback = seededRandom(`feedback:${seed}`);
  const results: Promise<TaskResult>[] = [];

  const solve = async (siteKey: string, isJudged: boolean): Promise<TaskResult> => {
    const arrivedAt = clock.now();
    const names = { callId: siteKey, key: siteKey, taskType: 'turnstile' };
    world.hear({ kind: 'called', atMs: arrivedAt, ...names, deadlineMs });
    const solved = await router
      .solve({ type: 'turnstile', siteKey, pageUrl: 'https://shop.example/' })
      .catch(() => undefined);
    const token = solved?.solution.token;
    const outcome = solved === undefined ? 'failed' : 'solved';
    world.hear({ kind: 'settled', atMs: clock.now(), ...names, outcome, token, listeners: 0 });
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
    options.onChecked?.(await world.close());
    return settled;
  })();
  const settled = await clock.runUntilSettled(all);
  return settled.map((result, index) => ({ ...result, ...book.of(names[index] ?? '') }));
}
