import type { Decision, ProviderHealth } from '@understudy/core';

import type { Invariant } from './invariant.ts';
import { waitsOfHealth } from './waits-of.ts';

const rounding = 1e-6;

const figuresOf = (health: ProviderHealth): readonly (number | undefined)[] => {
  const { slots, spend, judgements } = health;
  const { amounts, paid, maybePaid, refunded } = spend;
  const counts = [slots.inUse, slots.limit, paid, maybePaid, refunded];
  return [
    ...waitsOfHealth(health),
    ...counts,
    ...Object.values(amounts),
    ...Object.values(judgements),
  ];
};

const numbersOf = ({ considered, weighed }: Decision): readonly (number | undefined)[] => [
  ...considered.flatMap(({ price, score }) => [price, score?.loss, score?.healthy]),
  ...(weighed?.kind === 'rescue' ? [weighed.now, weighed.later] : []),
  ...(weighed?.kind === 'look' ? [weighed.paid, weighed.price] : []),
];

const areSound = (numbers: readonly (number | undefined)[]): boolean =>
  numbers.every((one) => one === undefined || Number.isFinite(one));

/** I12: what is believed of a provider is a probability over kinds of health, every figure of it is finite, and the event log, folded anew, says the same. */
export const keepsSoundHealth: Invariant = ({ check }) => ({
  hear: (happening) => {
    if (happening.kind === 'believed') {
      const { providerId, probabilities } = happening;
      const sum = probabilities.reduce((total, probability) => total + probability, 0);
      const isInRange = probabilities.every((one) => one >= 0 && one <= 1 + rounding);
      const isSound = isInRange && Math.abs(sum - 1) < rounding;
      check(isSound, () => `what is believed of ${providerId} adds up to ${sum}`);
    } else if (happening.kind === 'refolded') {
      const { providerId, held, folded } = happening;
      const says = () => `${providerId} is healthy with ${held}, by its events with ${folded}`;
      check(Math.abs(held - folded) < rounding, says);
    } else if (happening.kind === 'health') {
      for (const health of happening.health.providers)
        check(areSound(figuresOf(health)), () => `endless figures: ${JSON.stringify(health)}`);
    } else if (happening.kind === 'event' && happening.event.type === 'attempt-started') {
      const { decision, taskId } = happening.event;
      const says = () => `endless figures: ${JSON.stringify(decision)}`;
      check(areSound(numbersOf(decision)), says, taskId);
    }
  },
});
