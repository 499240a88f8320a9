import { ProviderError, type ProviderV1 } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, siteKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { hostileTexts, printed, strangersSecrets } from '../__fixtures__/hostile-texts.ts';
import { compatible } from '../compatible.ts';
import type { CompatibleOptions } from '../compatible-options.ts';

const context = callContext();
const ticket = { id: '75012345', type: 'recaptcha-v2' };

/** Resolves with what went wrong, however a call says so. What it takes for an answer is none of its errors. */
const operations: Readonly<Record<string, (provider: ProviderV1) => Promise<unknown>>> = {
  submit: (provider) =>
    errorOf(provider.submit({ type: 'recaptcha-v2', siteKey, pageUrl }, context)),
  poll: (provider) => errorOf(provider.poll(ticket, context)),
  pollMany: (provider) =>
    errorOf(provider.pollMany?.([ticket, { ...ticket, id: '75012346' }], context)),
  report: (provider) => errorOf(provider.report?.({ ticket, judgement: 'rejected' }, context)),
  balance: (provider) => errorOf(provider.balance?.(context)),
};

async function errorOf(outcome: Promise<unknown> | undefined): Promise<unknown> {
  try {
    const value = await outcome;
    return [value].flat().map((entry) => Object(entry).error);
  } catch (error) {
    return error;
  }
}

const text = JSON.stringify;

/** The places in which a dialect's replies have room for a complaint. */
const inPhpBodies: readonly ((said: string) => string)[] = [
  (said) => said,
  (said) => `{"status":0,"request":${text(said)}}`,
  (said) => `{"status":0,"request":"ERROR_BAD_PROXY","error_text":${text(said)}}`,
  (said) => `{"status":0,"error_text":${text(said)}}`,
  (said) => `{"status":0,"error":${text(said)}}`,
  (said) => `{"status":0,"errorCode":${text(said)}}`,
  (said) => `{"error_text":${text(said)}}`,
  (said) => text(said),
  (said) => `CAPCHA_NOT_READY|${said.replaceAll('|', ' ')}`,
];
const createTaskBodies: readonly ((said: string) => string)[] = [
  (said) => said,
  (said) => `{"errorId":1,"errorCode":${text(said)}}`,
  (said) => `{"errorId":1,"errorCode":"ERROR_BAD_PROXY","errorDescription":${text(said)}}`,
  (said) => `{"errorId":1,"errorDescription":${text(said)}}`,
  (said) => `{"errorId":${text(said)},"taskId":0}`,
  (said) => `{"errorId":0,"status":${text(said)}}`,
];

const account = (options: Pick<CompatibleOptions, 'profile' | 'dialect'>): CompatibleOptions => ({
  ...options,
  profile: options.profile === 'custom' ? '2captcha' : options.profile,
  apiKey,
});

const dialects = [
  ['in.php', account({ profile: '2captcha' }), inPhpBodies],
  ['in.php', account({ profile: 'cap-guru' }), inPhpBodies],
  ['createTask', account({ profile: '2captcha', dialect: 'createTask' }), createTaskBodies],
  ['createTask', account({ profile: 'capsolver' }), createTaskBodies],
] as const;

const cases = dialects.flatMap(([dialect, options, bodies]) =>
  Object.entries(operations)
    .filter(([operation]) => operation !== 'pollMany' || options.profile === '2captcha')
    .flatMap(([operation, call]) =>
      hostileTexts.map((said) => ({ dialect, options, bodies, operation, call, said })),
    ),
);

describe('an error', () => {
  it.each(cases)(
    'of $options.profile, $dialect, repeats of a $operation no secret of another call: $said',
    async ({ options, bodies, call, said }) => {
      for (const status of [200, 400, 503]) {
        for (const body of bodies) {
          const transport = inMemoryTransport(() => ({ status, body: body(said) }));
          const error = await call(compatible({ ...options, transport }));
          const everything = printed(error);
          const repeated = strangersSecrets.filter((secret) => everything.includes(secret));
          expect([body(said), repeated]).toEqual([body(said), []]);
        }
      }
    },
  );

  it('still says the code that the text begins with', async () => {
    const body = 'ERROR_BAD_PROXY PUSER:PPASS@1.2.3.4:3128';
    const transport = inMemoryTransport(() => ({ body }));
    const provider = compatible({ profile: '2captcha', apiKey, transport });
    const polled = await provider.poll(ticket, context);
    expect(polled).toMatchObject({ error: { code: 'proxy-rejected', rawCode: 'ERROR_BAD_PROXY' } });
    expect(ProviderError.isInstance(polled.status === 'failed' && polled.error)).toBe(true);
  });
});

describe('the raw reply of a solved poll', () => {
  it.each([
    ['in.php', '{"status":1,"request":"t","via":SAID}'],
    ['createTask', '{"errorId":0,"status":"ready","solution":{"token":"t"},"via":SAID}'],
  ] as const)(
    "repeats neither a proxy's credentials nor a callback URL: %s",
    async (dialect, body) => {
      for (const said of hostileTexts.filter((written) => /@1\.2|hooks/.test(written))) {
        const reply = body.replace('SAID', text(said));
        const transport = inMemoryTransport(() => ({ body: reply }));
        const provider = compatible({ profile: '2captcha', dialect, apiKey, transport });
        const polled = await provider.poll(ticket, context);
        expect(polled).toMatchObject({ status: 'solved', raw: expect.stringContaining('"via"') });
        expect(strangersSecrets.filter((secret) => printed(polled).includes(secret))).toEqual([]);
      }
    },
  );
});
