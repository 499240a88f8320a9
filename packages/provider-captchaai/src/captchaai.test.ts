import { durationOf, OptionsInvalidError } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { callContext } from './__fixtures__/call-context.ts';
import { captchaai, type CaptchaaiOptions } from './captchaai.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAA',
  pageUrl: 'https://shop.example/',
} as const;
const ticket = { id: '75012345', type: 'turnstile' };

const answering = (body: string, status = 200) =>
  captchaai({ apiKey, transport: inMemoryTransport(() => ({ body, status })) });

const refusalOf = (options: object): OptionsInvalidError => {
  try {
    // The point of the test: what the types would refuse.
    captchaai(options as CaptchaaiOptions);
  } catch (error) {
    if (OptionsInvalidError.isInstance(error)) return error;
    throw error;
  }
  throw new Error('the options were accepted');
};

describe('captchaai', () => {
  it.each([
    ['apiKey', {}],
    ['apiKey', { apiKey: undefined }],
    ['apiKey', { apiKey: '' }],
    ['slots', { apiKey, slots: 0 }],
    ['syncImages', { apiKey, syncImages: 'yes' }],
    ['imagesBy', { apiKey, imagesBy: 'multipart' }],
    ['baseUrl', { apiKey, baseUrl: 'ocr.captchaai.com' }],
    ['price', { apiKey, slots: 5, price: { currency: 'USD', perThousand: { default: 1 } } }],
    ['dialect', { apiKey, dialect: 'createTask' }],
  ])('refuses by the name of the option %s: %j', (option, options) => {
    const refusal = refusalOf(options);
    expect(refusal.option).toBe(option);
    expect(refusal.message).toMatch(/^captchaai: /);
  });

  it('names the nearest valid option', () => {
    expect(refusalOf({ apiKey, slot: 5 }).message).toContain('did you mean "slots"?');
  });

  it('names the account and its service', () => {
    expect(captchaai({ apiKey })).toMatchObject({ id: 'captchaai', service: 'captchaai' });
    expect(captchaai({ apiKey, id: 'lead', baseUrl: 'http://127.0.0.1:4000' })).toMatchObject({
      id: 'lead',
      service: 'captchaai@127.0.0.1:4000',
    });
  });

  it('declares slots, the timings of the vendor, and no retention, because none is known', () => {
    const { supports } = captchaai({ apiKey });
    expect(supports.pricing).toEqual({ kind: 'slots' });
    expect(captchaai({ apiKey, slots: 10 }).supports.pricing).toEqual({ kind: 'slots', slots: 10 });
    expect(supports.retention).toEqual({});
    expect(supports.limits.pollFloorMs).toBe(5_000);
    const firstWaits = Object.keys(supports.taskTypes).map((taskType) => [
      taskType,
      durationOf(supports.limits.firstWaitMs, taskType),
    ]);
    expect(firstWaits).toEqual([
      ['recaptcha-v2', 15_000],
      ['recaptcha-v3', 5_000],
      ['turnstile', 5_000],
      ['cloudflare-challenge', 20_000],
      ['geetest-v3', 15_000],
      ['geetest-v4', 15_000],
      ['image', 10_000],
      ['grid', 15_000],
      ['bls', 15_000],
      ['friendly-captcha', 15_000],
      ['lemin', 15_000],
      ['captchafox', 15_000],
      ['raw', 15_000],
    ]);
    expect(supports.batchPoll).toBeUndefined();
    expect(supports.limits.submitTimeoutMs).toBeUndefined();
  });

  it('is paid by solve where a price says so', () => {
    const price = { currency: 'USD', perThousand: { default: 1 } };
    expect(captchaai({ apiKey, price }).supports.pricing).toEqual({ kind: 'per-solve', price });
  });

  it.each([
    ['ERROR_ZERO_BALANCE', 'at-capacity', 5_000],
    ['{"status":0,"request":"ERROR_ZERO_BALANCE"}', 'at-capacity', 5_000],
    ['ERROR_NO_SLOT_AVAILABLE', 'at-capacity', 5_000],
    ['IP_BANNED', 'address-banned', 300_000],
    ['ERROR_IP_BANNED', 'address-banned', 300_000],
    ['ERROR_KEY_DOES_NOT_EXIST', 'credentials-rejected', undefined],
    ['ERROR_PAGEURL', 'task-invalid', undefined],
  ])('refuses a submit on %s as %s, without charge', async (body, code, retryAfterMs) => {
    await expect(answering(body).submit(turnstile, callContext())).rejects.toMatchObject({
      code,
      charged: 'no',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  });

  it('keeps a ticket while all threads are busy', async () => {
    await expect(answering('ERROR_ZERO_BALANCE').poll(ticket, callContext())).rejects.toMatchObject(
      { code: 'at-capacity' },
    );
  });

  it('takes an unsolvable task for free', async () => {
    await expect(
      answering('ERROR_CAPTCHA_UNSOLVABLE').poll(ticket, callContext()),
    ).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'task-unsolvable', charged: 'no' },
    });
  });

  it.each([
    ['ERROR_KEY_DOES_NOT_EXIST', 200],
    ['<html>', 502],
    ['', 200],
    ['{"status":0,"request":"ERROR_WRONG_ACTION"}', 200],
  ])('knows nothing of its capacity on %j, which is no failure', async (body, status) => {
    await expect(answering(body, status).capacity?.(callContext())).resolves.toEqual({});
  });

  const proxy = { type: 'http', host: '10.0.0.9', port: 8080 };
  const pageUrl = 'https://shop.example/';
  it.each([
    ['geetest-v3', { gt: 'g', challenge: 'c', pageUrl, proxy }, 'proxy'],
    ['geetest-v4', { captchaId: 'i', pageUrl, proxy }, 'proxy'],
    ['geetest-v4', { captchaId: 'i', pageUrl, userAgent: 'UA' }, 'userAgent'],
    ['lemin', { captchaId: 'i', pageUrl, apiServer: 'api.example' }, 'apiServer'],
  ])('takes no %s with a field that it does not document: %j', async (type, fields, field) => {
    const schema = captchaai({ apiKey }).supports.taskTypes[type];
    const given = await schema?.['~standard'].validate({ type, ...fields });
    expect(given?.issues?.map(({ message }) => message)).toEqual([
      `captchaai takes none for ${type}`,
    ]);
    const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));
    const without = await schema?.['~standard'].validate({ type, ...rest });
    expect(without?.issues).toBeUndefined();
  });

  it('reads which ticket a callback speaks of', () => {
    const provider = captchaai({ apiKey });
    const request = { url: 'https://hooks.shop.example/s?id=75012345&code=0.tok', headers: {} };
    expect(
      provider.readCallback?.({ ...request, method: 'GET', body: '', taskType: 'turnstile' }),
    ).toEqual({ ticket });
    expect(
      provider.readCallback?.({
        ...request,
        method: 'POST',
        body: 'id=75012345&code=0.tok',
        taskType: 'turnstile',
      }),
    ).toEqual({ ticket });
  });

  it("passes an abort's reason on when asked for its capacity", async () => {
    const reason = new Error('closed');
    const context = callContext({ signal: AbortSignal.abort(reason) });
    await expect(answering('10').capacity?.(context)).rejects.toBe(reason);
  });
});
