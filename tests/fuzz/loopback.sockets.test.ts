import { describe, expect, it } from 'vitest';

import { decoders } from './decoders.ts';
import { fuzz } from './fuzz.ts';
import { loopbackCarrier } from './loopback-carrier.ts';

describe('a decoder over sockets', () => {
  it.each(decoders.filter(({ name }) => ['captchaai', 'capsolver createTask'].includes(name)))(
    'of $name finds the same in 1,000 replies as bytes, whole or cut off, in every charset and compressed',
    async (decoder) => {
      await using carrier = await loopbackCarrier();
      const { findings } = await fuzz(decoder, { count: 1_000, seed: 'sockets', carrier });
      expect(findings).toEqual([]);
    },
  );
});
