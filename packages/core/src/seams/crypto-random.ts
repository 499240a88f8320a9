import type { Random } from '../provider/random.ts';

/** Unpredictable, because callback secrets are drawn from it. */
export const cryptoRandom: Random = {
  next() {
    const [high = 0, low = 0] = globalThis.crypto.getRandomValues(new Uint32Array(2));
    return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
  },
};
