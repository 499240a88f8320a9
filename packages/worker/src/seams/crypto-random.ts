import { randomFillSync } from 'node:crypto';

import type { Random } from '@understudy/core/provider';

const drawBytes = 8;
/** To ask the system for every draw would cost more than all else that a job costs. */
const store = Buffer.alloc(512 * drawBytes);
let used = store.length;

/** Unpredictable, and uniform in [0, 1). */
export const cryptoRandom: Random = {
  next() {
    if (used === store.length) {
      randomFillSync(store);
      used = 0;
    }
    const high = store.readUInt32BE(used) >>> 5;
    const low = store.readUInt32BE(used + 4) >>> 6;
    used += drawBytes;
    return (high * 2 ** 26 + low) / 2 ** 53;
  },
};
