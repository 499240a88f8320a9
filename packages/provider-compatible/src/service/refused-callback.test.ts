import { type InMemoryTransport, inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, siteKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { compatible } from '../compatible.ts';
import type { DialectName } from '../profile/profile.ts';

const callbackUrl = 'https://hooks.shop.example/understudy/q3k9v0a7m2c8x5z1b4n6d0';
const context = callContext({ callbackUrl });
const turnstile = { type: 'turnstile', siteKey, pageUrl } as const;

const refusals = {
  'in.php': '{"status":0,"request":"ERROR_IP_ADDRES"}',
  createTask: '{"errorId":1,"errorCode":"ERROR_IP_ADDRES"}',
} as const;
const acceptances = {
  'in.php': '{"status":1,"request":"75012345"}',
  createTask: '{"errorId":0,"taskId":75012345}',
} as const;

/** A service that knows nobody's callback host, and refuses whatever names one. */
const strict = (dialect: DialectName) => {
  const transport: InMemoryTransport = inMemoryTransport(({ body }) => ({
    body: (String(body).includes('hooks.shop') ? refusals : acceptances)[dialect],
  }));
  return { transport, provider: compatible({ profile: '2captcha', dialect, apiKey, transport }) };
};

const callsNamingUs = ({ requests }: InMemoryTransport): readonly boolean[] =>
  requests.map(({ body }) => String(body).includes('hooks.shop'));

describe.each(['in.php', 'createTask'] as const)('a refused callback URL, %s', (dialect) => {
  it('fails the submit for free, says what to do, and is no fault of the provider', async () => {
    await expect(strict(dialect).provider.submit(turnstile, context)).rejects.toMatchObject({
      code: 'task-over-limits',
      charged: 'no',
      rawCode: 'ERROR_IP_ADDRES',
      message:
        '2captcha: submit failed: task-over-limits (ERROR_IP_ADDRES); register the host of the callback URL with the service; until then it is sent none',
    });
  });

  it('is sent to that account no more, and its tasks are accepted', async () => {
    const { transport, provider } = strict(dialect);
    await expect(provider.submit(turnstile, context)).rejects.toMatchObject({ charged: 'no' });
    for (const _task of [1, 2]) {
      await expect(provider.submit(turnstile, context)).resolves.toMatchObject({
        status: 'accepted',
      });
    }
    expect(callsNamingUs(transport)).toEqual([true, false, false]);
  });

  it('is sent again by an account that is made anew', async () => {
    const first = strict(dialect);
    await expect(first.provider.submit(turnstile, context)).rejects.toBeDefined();
    const { transport, provider } = strict(dialect);
    await expect(provider.submit(turnstile, context)).rejects.toBeDefined();
    expect(callsNamingUs(transport)).toEqual([true]);
  });
});

describe('a callback URL', () => {
  it('is sent on after any other refusal', async () => {
    const transport = inMemoryTransport(() => ({ body: 'ERROR_NO_SLOT_AVAILABLE' }));
    const provider = compatible({ profile: '2captcha', apiKey, transport });
    for (const _task of [1, 2])
      await expect(provider.submit(turnstile, context)).rejects.toBeDefined();
    expect(callsNamingUs(transport)).toEqual([true, true]);
  });

  it('is sent on when a submit without one was refused for it', async () => {
    const transport = inMemoryTransport(() => ({ body: 'ERROR_IP_ADDRES' }));
    const provider = compatible({ profile: '2captcha', apiKey, transport });
    for (const each of [callContext(), context])
      await expect(provider.submit(turnstile, each)).rejects.toBeDefined();
    expect(callsNamingUs(transport)).toEqual([false, true]);
  });
});
