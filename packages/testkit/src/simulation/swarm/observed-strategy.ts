import type { Strategy } from '@understudy/core';

import type { Happening } from '../invariants/happening.ts';

/** A strategy that decides as the one given, while what it asks to be told of providers is written down. */
export const observedStrategy = (
  strategy: Strategy,
  hear: (happening: Happening) => void,
): Strategy => ({
  ...strategy,
  decide: (situation) =>
    strategy.decide({
      ...situation,
      candidates: situation.candidates.map((candidate) => ({
        ...candidate,
        belief: () => {
          const belief = candidate.belief();
          const { providerId } = candidate;
          const probabilities = belief.hypotheses.map(({ probability }) => probability);
          hear({ kind: 'believed', atMs: situation.now, providerId, probabilities });
          return belief;
        },
      })),
    }),
});
