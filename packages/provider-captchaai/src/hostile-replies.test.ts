import { inspect } from 'node:util';

import type { ProviderV1 } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { callContext } from './__fixtures__/call-context.ts';
import { captchaai } from './captchaai.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const context = callContext();
const ticket = { id: '75012345', type: 'image' };
const image = Buffer.from('GIF89a'.padEnd(300, 'x')).toString('base64');

/** What no call is told, and the service may repeat all the same. */
const secrets = ['PUSER', 'PPASS', 'q3k9v0a7m2c8x5z1b4n6d0', 'secretToken'];

const complaints = [
  'ERROR_BAD_PROXY PUSER:PPASS@1.2.3.4:3128',
  'PUSER_SHOP:PPASS@1.2.3.4:3128',
  'https://hooks.shop.example/understudy/q3k9v0a7m2c8x5z1b4n6d0',
  'ERROR_secretToken',
  '0.secretToken-zrSnRHO7h0HwSjSCU8oyzbjEtD8p',
];

const operations: readonly (readonly [string, (provider: ProviderV1) => Promise<unknown>])[] = [
  ['a submit', (provider) => provider.submit({ type: 'image', image }, context)],
  ['a poll', async (provider) => Object(await provider.poll(ticket, context)).error],
  ['a report', async (provider) => provider.report?.({ ticket, judgement: 'rejected' }, context)],
  ['a balance', async (provider) => provider.balance?.(context)],
];

const repeatedIn = (value: unknown): readonly string[] => {
  const { message, stack, cause } = Object(value);
  const all = [JSON.stringify(value), inspect(value, { depth: 9, showHidden: true }), message];
  const printed = [...all, stack, inspect(cause)].join('\n');
  return secrets.filter((secret) => printed.includes(secret));
};

const cases = [false, true].flatMap((syncImages) =>
  operations.flatMap(([operation, call]) =>
    complaints.map((said) => ({ syncImages, operation, call, said })),
  ),
);

describe('an error of captchaai', () => {
  it.each(cases)(
    'repeats no secret of another call, solve.php: $syncImages, $operation: $said',
    async ({ syncImages, call, said }) => {
      const bodies = [
        said,
        `{"status":0,"request":"${said}"}`,
        `{"status":0,"request":"ERROR_BAD_PROXY","error_text":"${said}"}`,
        `{"status":0,"error_text":"${said}"}`,
      ];
      for (const body of bodies) {
        const transport = inMemoryTransport(() => ({ body }));
        const provider = captchaai({ apiKey, transport, syncImages });
        const error = await call(provider).catch((reason: unknown) => reason);
        expect(Object(error).code).toEqual(expect.any(String));
        expect([body, repeatedIn(error)]).toEqual([body, []]);
      }
    },
  );
});

describe('what solve.php answers', () => {
  it('keeps neither credentials of a proxy nor a callback URL in its raw reply', async () => {
    const body = `{"status":1,"request":"7hgf2","via":"${complaints[1]}","to":"${complaints[2]}"}`;
    const transport = inMemoryTransport(() => ({ body }));
    const provider = captchaai({ apiKey, transport, syncImages: true });
    const solved = await provider.submit({ type: 'image', image }, context);
    expect(solved).toMatchObject({ status: 'solved', raw: expect.stringContaining('"via"') });
    expect(repeatedIn(solved)).toEqual([]);
  });
});
