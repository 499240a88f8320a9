import type { Consideration, Decision, Weighed } from '@understudy/core';

import type { Invariant } from './invariant.ts';

/** The current provider is kept for as much. */
const tie = 0.01;
const rounding = 1e-9;

/** Whether the numbers lead to the same provider again. */
function leadsTo(
  own: Consideration,
  weighed: Weighed,
  considered: readonly Consideration[],
): boolean {
  if (weighed.kind === 'rescue') return weighed.now <= weighed.later;
  if (own.score === undefined) return false;
  if (weighed.kind === 'look') return weighed.paid >= weighed.price;
  // Whose breaker is open is passed over while there is anybody else.
  const rivals = considered.filter(({ isProbe }) => isProbe === own.isProbe || isProbe !== true);
  const seen = ({ providerId, score }: Consideration): number =>
    (score?.loss ?? Infinity) * (providerId === weighed.current ? 1 - tie : 1);
  return seen(own) <= Math.min(...rivals.map(seen)) + rounding;
}

/** Whether a decision says by itself why it is this provider. */
function isExplained({ providerId, reason, considered, weighed }: Decision): boolean {
  const own = considered.find((known) => known.providerId === providerId);
  if (own === undefined) return false;
  // The policy buys there whatever stands in the way.
  if (reason === 'resubmit') return true;
  if (own.obstacle !== undefined) return false;
  if (weighed === undefined) return considered[0] === own && reason !== 'rescue';
  return leadsTo(own, weighed, considered);
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
