import type { Decision, Weighed } from '@understudy/core';

import type { Invariant } from './invariant.ts';

/** The current provider is kept for as much. */
const tie = 0.01;
const rounding = 1e-9;

/** Whether the numbers lead to the same provider again. */
function leadsTo(providerId: string, weighed: Weighed): boolean {
  if (weighed.kind === 'rescue') return weighed.now <= weighed.later;
  const { losses } = weighed;
  const own = losses[providerId];
  if (own === undefined) return false;
  if (weighed.kind === 'look') {
    const isAvoided = own > Math.min(...Object.values(losses)) - rounding;
    return isAvoided && weighed.forgone >= weighed.price;
  }
  const seen = ([id, loss]: readonly [string, number]): number =>
    id === weighed.current ? loss * (1 - tie) : loss;
  const least = Math.min(...Object.entries(losses).map(seen));
  return seen([providerId, own]) <= least + rounding;
}

/** Whether a decision says by itself why it is this provider. */
function isExplained({ providerId, reason, considered, weighed, terms }: Decision): boolean {
  const own = considered.find((known) => known.providerId === providerId);
  if (own === undefined) return false;
  // The policy buys there whatever stands in the way.
  if (reason === 'resubmit') return true;
  if (own.obstacle !== undefined) return false;
  if (weighed === undefined) return considered[0] === own && reason !== 'rescue';
  const isRanked = weighed.kind === 'look' || considered[0] === own;
  return isRanked && terms !== undefined && leadsTo(providerId, weighed);
}

/** I15: every decision holds what reproduces it: the ranking, and the numbers where there are any. */
export const explainsDecisions: Invariant = ({ check }) => ({
  hear: (happening) => {
    if (happening.kind !== 'event' || happening.event.type !== 'attempt-started') return;
    const { decision, taskId, providerId } = happening.event;
    const isSame = decision.providerId === providerId;
    const says = () => `the decision does not lead to ${providerId}: ${JSON.stringify(decision)}`;
    check(isSame && isExplained(decision), says, taskId);
  },
});
