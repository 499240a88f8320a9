import { randomBytes } from 'node:crypto';

import type { Random } from '@understudy/core/provider';

/** Unpredictable, and uniform in [0, 1). */
export const cryptoRandom: Random = {
  next: () => Number(randomBytes(8).readBigUInt64BE() >> 11n) / 2 ** 53,
};
