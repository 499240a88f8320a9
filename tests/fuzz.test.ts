import { describe, expect, it } from 'vitest';

import { decoders } from './fuzz/decoders.ts';
import { fuzz } from './fuzz/fuzz.ts';

const sound = decoders[0];

describe('a decoder', () => {
  it.each(decoders)(
    'of $name gives 5,000 broken replies a typed outcome, invents nothing and shows no key',
    async (decoder) => {
      expect(await fuzz(decoder, { count: 5_000, seed: 'npm test' })).toEqual([]);
    },
    60_000,
  );

  it.each([
    ['shows the key', async () => Promise.reject(new Error('c0ffee00c0ffee00c0ffee00c0ffee00'))],
    ['invents a ticket', async () => ({ status: 'accepted', ticket: { id: '42' } })],
    ['invents an answer', async () => ({ status: 'solved', solution: { token: 'made up' } })],
    ['resolves to nothing', async () => undefined],
  ])('that %s is found out', async (_, reply) => {
    if (sound === undefined) throw new Error('there is no decoder');
    const broken = {
      ...sound,
      connect: (transport: Parameters<typeof sound.connect>[0]) => ({
        ...sound.connect(transport),
        submit: reply as never,
        poll: reply as never,
      }),
    };
    const findings = await fuzz(broken, { count: 100, seed: 'broken' });
    expect(findings.length).toBeGreaterThan(20);
  });
});
