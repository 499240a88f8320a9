import type { Invariant } from './invariant.ts';

/** I13: the same seed makes the same log of events, byte for byte. */
export const sameSeedSameLog: Invariant = ({ check }) => ({
  hear: (happening) => {
    if (happening.kind !== 'replayed') return;
    check(happening.isSame, () => 'the same seed made another log of events');
  },
});
