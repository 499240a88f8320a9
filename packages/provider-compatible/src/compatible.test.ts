import { durationOf, OptionsInvalidError, type ProviderV1 } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, siteKey } from './__fixtures__/account.ts';
import { callContext } from './__fixtures__/call-context.ts';
import { compatible } from './compatible.ts';
import type { CompatibleOptions } from './compatible-options.ts';

/** Options as plain JavaScript may hand them in. */
const refusalOf = (options: object): OptionsInvalidError => {
  try {
    // The point of the test: what the types would refuse.
    compatible(options as CompatibleOptions);
  } catch (error) {
    if (OptionsInvalidError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('the options were accepted');
};

const valid = { profile: '2captcha', apiKey } as const;
const customOptions = { profile: 'custom', apiKey, baseUrl: 'https://solver.example' } as const;

describe('compatible', () => {
  it.each([
    ['apiKey', { profile: '2captcha' }],
    ['apiKey', { profile: '2captcha', apiKey: undefined }],
    ['apiKey', { profile: '2captcha', apiKey: ' ' }],
    ['apiKey', { profile: '2captcha', apiKey: 7 }],
    ['profile', { apiKey }],
    ['profile', { ...valid, profile: 'toString' }],
    ['baseUrl', { profile: 'custom', apiKey }],
    ['baseUrl', { ...valid, baseUrl: 'solver.example' }],
    ['baseUrl', { ...valid, baseUrl: 'ftp://solver.example' }],
    ['baseUrl', { ...valid, baseUrl: 'https://user:pass@solver.example' }],
    ['baseUrl', { ...valid, baseUrl: 'https://solver.example/?key=1' }],
    ['baseUrl', { ...valid, baseUrl: 'https://solver.example/in.php' }],
    ['dialect', { ...valid, dialect: 'in.PHP' }],
    ['pollMethod', { ...customOptions, dialect: 'createTask', pollMethod: 'GET' }],
    ['submitEncoding', { ...customOptions, dialect: 'createTask', submitEncoding: 'json' }],
    ['taskTypes', { ...valid, taskTypes: [] }],
    ['taskTypes.0', { ...valid, taskTypes: ['hcapcha'] }],
    ['transport', { ...valid, transport: {} }],
    ['proxyUrl', { ...valid, proxyUrl: 'socks5://proxy.example' }],
    ['price.currency', { ...valid, price: { currency: 'dollars', perThousand: {} } }],
    ['timing.pollTimeoutMs', { ...valid, timing: { pollTimeoutMs: 0 } }],
    ['timing.pollFloorMs.default', { ...valid, timing: { pollFloorMs: 0 } }],
    ['timing.firstWaitMs.default', { ...valid, timing: { firstWaitMs: { turnstile: 5 } } }],
    ['refusedStatuses.0', { ...valid, refusedStatuses: [200] }],
    ['id', { ...valid, id: '' }],
    ['softId', { ...valid, softId: 0 }],
  ])('refuses by the name of the option %s: %j', (option, options) => {
    const refusal = refusalOf(options);
    expect(refusal.option).toBe(option);
    expect(refusal.message).toContain(`compatible: option "${option}"`);
  });

  it.each([
    [{ ...valid, profile: '2capcha' }, 'did you mean "2captcha"?'],
    [{ ...valid, profile: 'costum' }, 'did you mean "custom"?'],
    [{ ...valid, profile: 'something-else' }, 'valid are 2captcha, rucaptcha, '],
    [{ ...valid, apikey: 'x' }, 'unknown field "apikey", did you mean "apiKey"?'],
    [
      { ...valid, timing: { pollFloor: 5 } },
      'unknown field "pollFloor", did you mean "pollFloorMs"?',
    ],
    [
      { ...valid, timing: { firstWaitMs: { default: 1, turnstyle: 5 } } },
      'unknown field "turnstyle", did you mean "turnstile"?',
    ],
    [
      { ...valid, price: { currency: 'USD', perThousand: { imge: 1 } } },
      'unknown field "imge", did you mean "image"?',
    ],
  ])('names the nearest valid word: %j', (options, hint) => {
    expect(refusalOf(options).message).toContain(hint);
  });

  it('repeats no key in what it says of the options', () => {
    const refusal = refusalOf({ ...valid, apiKey: [apiKey], proxyUrl: `http://user:${apiKey}@` });
    expect(`${refusal.message}${refusal.stack}${JSON.stringify(refusal)}`).not.toContain(apiKey);
  });

  it.each<[CompatibleOptions, string, string]>([
    [valid, '2captcha', '2captcha'],
    [{ ...valid, id: 'backup' }, 'backup', '2captcha'],
    [{ ...valid, baseUrl: 'http://127.0.0.1:4000/' }, '2captcha', '2captcha@127.0.0.1:4000'],
    [customOptions, 'custom', 'custom@solver.example'],
    [
      { ...customOptions, baseUrl: 'https://solver.example:8443/api' },
      'custom',
      'custom@solver.example:8443',
    ],
  ])('names the account and its service', (options, id, service) => {
    expect(compatible(options)).toMatchObject({ specificationVersion: 'v1', id, service });
  });

  it('declares what is known of 2captcha', () => {
    const { supports } = compatible(valid);
    expect(Object.keys(supports.taskTypes)).toEqual([
      'recaptcha-v2',
      'recaptcha-v3',
      'turnstile',
      'geetest-v3',
      'geetest-v4',
      'image',
      'grid',
      'friendly-captcha',
      'lemin',
      'captchafox',
      'hcaptcha',
      'funcaptcha',
      'amazon-waf',
      'raw',
    ]);
    expect(supports.pricing).toMatchObject({
      kind: 'per-solve',
      price: { currency: 'USD', perThousand: { turnstile: 1.45 } },
    });
    expect(supports.limits).toMatchObject({ pollFloorMs: 5_000, balanceFloorMs: 60_000 });
    expect(durationOf(supports.limits.firstWaitMs, 'recaptcha-v2')).toBe(15_000);
    expect(durationOf(supports.limits.firstWaitMs, 'recaptcha-v3')).toBe(10_000);
    expect(durationOf(supports.limits.firstWaitMs, 'turnstile')).toBe(5_000);
    expect(supports.retention).toEqual({ fromAcceptedMs: 900_000 });
    expect(durationOf(supports.tokenLifetimeMs ?? 0, 'turnstile')).toBe(300_000);
    expect(durationOf(supports.tokenLifetimeMs ?? 0, 'recaptcha-v3')).toBe(120_000);
  });

  it('lets the options correct the profile', () => {
    const { supports } = compatible({
      ...customOptions,
      taskTypes: ['recaptcha-v2', 'image'],
      retentionMs: 60_000,
      price: { currency: 'EUR', perThousand: { image: 0.4, default: 2 } },
      timing: {
        firstWaitMs: 10,
        pollFloorMs: { default: 20, image: 5 },
        pollTimeoutMs: 300,
        submitTimeoutMs: 400,
      },
    });
    expect(Object.keys(supports.taskTypes)).toEqual(['recaptcha-v2', 'image']);
    expect(supports.retention).toEqual({ fromAcceptedMs: 60_000 });
    expect(supports.pricing).toEqual({
      kind: 'per-solve',
      price: { currency: 'EUR', perThousand: { image: 0.4, default: 2 } },
    });
    expect(supports.limits).toMatchObject({
      firstWaitMs: 10,
      pollFloorMs: { default: 20, image: 5 },
      pollTimeoutMs: 300,
      submitTimeoutMs: 400,
    });
  });

  it('asks a key function before each request, and not when it is made', async () => {
    let asked = 0;
    const keys = async (): Promise<string> => `key-${(asked += 1)}-of-many`;
    const transport = inMemoryTransport(() => ({ body: 'OK|1' }));
    const provider = compatible({ ...valid, apiKey: keys, transport });
    expect(asked).toBe(0);
    await provider.submit({ type: 'turnstile', siteKey, pageUrl }, callContext());
    await provider.poll({ id: '1', type: 'turnstile' }, callContext());
    expect(transport.requests.map(({ body }) => String(body).slice(0, 17))).toEqual([
      'key=key-1-of-many',
      'key=key-2-of-many',
    ]);
  });

  it('changes its fingerprint with the key', async () => {
    let key = 'first-key';
    const provider = compatible({ ...valid, apiKey: () => key });
    const first = await provider.credentialsFingerprint?.();
    key = 'second-key';
    expect(await provider.credentialsFingerprint?.()).not.toBe(first);
  });

  it('closes no transport that it was handed', async () => {
    let closed = 0;
    const transport = {
      ...inMemoryTransport(() => ({ body: '' })),
      close: async () => void (closed += 1),
    };
    await compatible({ ...valid, transport }).close?.();
    expect(closed).toBe(0);
  });
});

describe('the task types of compatible', () => {
  const issuesOf = async (
    provider: ProviderV1,
    task: { readonly type: string; readonly [field: string]: unknown },
  ): Promise<unknown> => {
    const result = await provider.supports.taskTypes[task.type]?.['~standard'].validate(task);
    return result?.issues?.map(({ path, message }) => ({ path, message }));
  };
  const proxy = { type: 'http', host: 'h', port: 1 };

  it('refuse by name a field that the service does not take', async () => {
    const provider = compatible({ ...valid, dialect: 'createTask' });
    const task = { type: 'recaptcha-v3', siteKey, pageUrl };
    expect(await issuesOf(provider, task)).toBeUndefined();
    expect(await issuesOf(provider, { ...task, proxy, userAgent: 'UA' })).toEqual([
      { path: ['userAgent'], message: '2captcha takes none for recaptcha-v3' },
      { path: ['proxy'], message: '2captcha takes none for recaptcha-v3' },
    ]);
  });

  it('take the same task where the dialect has a parameter for it', async () => {
    expect(
      await issuesOf(compatible(valid), { type: 'recaptcha-v3', siteKey, pageUrl, proxy }),
    ).toBeUndefined();
  });
});
