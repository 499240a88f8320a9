import { inspect } from 'node:util';

import type { RouterEvent, RouterHealth, Solved } from '@understudy/core';
import { decisionsOf, type Journal } from '@understudy/testkit';

import type { DrillResult } from './result.ts';

/** Everything that was seen from outside. */
export interface DrillFacts {
  readonly outcomes: readonly (Solved | Error)[];
  readonly events: readonly RouterEvent[];
  readonly health: RouterHealth;
  /** What each fake service saw, by the id of the provider that stands for it. */
  readonly journals: Readonly<
    Record<string, Pick<Journal, 'noDoublePayment' | 'nothingLost' | 'keyInUrls'>>
  >;
  readonly keys: readonly string[];
  readonly seconds: number;
  readonly seed: string;
}

/** Compares what the router promised with what the services saw. */
export function judgeDrill(facts: DrillFacts): DrillResult {
  const { outcomes, events, health, journals, keys, seconds, seed } = facts;
  const verdicts = Object.entries(journals).map(([providerId, journal]) => {
    const decisions = decisionsOf(events, { providerId });
    return {
      paidTwice: journal.noDoublePayment(decisions),
      lost: journal.nothingLost(decisions),
      keysInUrls: journal.keyInUrls(),
    };
  });
  const findings = (check: keyof (typeof verdicts)[number]): number =>
    verdicts.reduce((sum, verdict) => sum + verdict[check].findings.length, 0);
  const solved = outcomes.flatMap((outcome) => (outcome instanceof Error ? [] : outcome));
  const story = inspect({ events, outcomes }, { depth: Infinity }) + JSON.stringify(events);
  const keysShown = keys.filter((key) => story.includes(key)).length + findings('keysInUrls');
  const unsolved = outcomes.length - solved.length;
  const paidTwice = findings('paidTwice');
  const lost = findings('lost');
  return {
    tasks: outcomes.length,
    solved: solved.length,
    failedOver: solved.filter(({ attempts, providerId }) => attempts[0]?.providerId !== providerId)
      .length,
    paidTwice,
    maybePaid: health.providers.reduce((sum, { spend }) => sum + spend.maybePaid, 0),
    lost,
    keysShown,
    seconds,
    seed,
    broken: [
      ...(unsolved > 0 ? [`${unsolved} tasks were not solved`] : []),
      ...(paidTwice > 0 ? [`${paidTwice} tasks were paid twice without a reason`] : []),
      ...(lost > 0 ? [`${lost} paid answers were lost`] : []),
      ...(keysShown > 0 ? [`an API key showed ${keysShown} times`] : []),
    ],
  };
}
