import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, submit, turnstile } from '../../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from '../../fake/create-fake-core.ts';

const image = Buffer.from('a picture').toString('base64');

function startFake(dialect: '2captcha' | 'captchaai'): {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
} {
  const clock = new VirtualClock();
  const fake = createFakeCore({
    dialect,
    clock,
    seed: 7,
    solveTime: { kind: 'constant', ms: 5_000 },
  });
  return { clock, fake };
}

describe.each(['2captcha', 'captchaai'] as const)('the dialect %s', (dialect) => {
  it.each([
    [
      'recaptcha-v2',
      {
        method: 'userrecaptcha',
        googlekey: '6Le',
        pageurl: 'https://shop.example',
        invisible: '1',
      },
    ],
    [
      'recaptcha-v3',
      { method: 'userrecaptcha', version: 'v3', googlekey: '6Le', pageurl: 'https://shop.example' },
    ],
    ['turnstile', turnstile()],
    ['image', { method: 'base64', body: `data:image/png;base64,${image}` }],
  ])(
    'takes a task of type %s and gives its answer, ignoring what it does not know',
    async (type, fields) => {
      const { clock, fake } = startFake(dialect);
      const id = submit(fake, { ...fields, soft_id: '1', header_acao: '1' });
      expect(id).toMatch(/^7\d{11}$/);
      await clock.advance(5_000);
      const [, answer = ''] = poll(fake, id).split('|');
      expect(fake.journal.taskIdOfAnswer(answer)).toBe(id);
      expect(fake.journal.tasks[0]?.type).toBe(type);
    },
  );

  it('speaks JSON where json=1 asks for it, with ids and errors as text', async () => {
    const { clock, fake } = startFake(dialect);
    const accepted: unknown = JSON.parse(exchange(fake, '/in.php', { ...turnstile(), json: '1' }));
    const id = fake.journal.tasks[0]?.id ?? '';
    expect(accepted).toEqual({ status: 1, request: id });
    const ask = { action: 'get', id, json: '1' };
    expect(JSON.parse(exchange(fake, '/res.php', ask))).toEqual({
      status: 0,
      request: 'CAPCHA_NOT_READY',
    });
    await clock.advance(5_000);
    expect(JSON.parse(exchange(fake, '/res.php', ask))).toMatchObject({ status: 1 });
    const refused = exchange(fake, '/in.php', { method: 'turnstile', json: '1' });
    expect(JSON.parse(refused)).toEqual({ status: 0, request: 'ERROR_BAD_PARAMETERS' });
  });

  it.each([
    ['ERROR_WRONG_USER_KEY', { ...turnstile(), key: 'short' }],
    ['ERROR_KEY_DOES_NOT_EXIST', { ...turnstile(), key: 'f'.repeat(32) }],
    ['ERROR_GOOGLEKEY', { method: 'userrecaptcha', pageurl: 'https://shop.example' }],
    ['ERROR_PAGEURL', { method: 'userrecaptcha', googlekey: '6Le' }],
    ['ERROR_BAD_PARAMETERS', { method: 'yandex', sitekey: 'x', pageurl: 'https://shop.example' }],
    ['ERROR_BAD_PARAMETERS', { method: 'base64', body: image, recaptcha: '1' }],
    ['ERROR_BAD_PARAMETERS', { method: 'base64', body: image, coordinatescaptcha: '1' }],
    ['ERROR_BAD_PARAMETERS', {}],
    ['ERROR_ZERO_CAPTCHA_FILESIZE', { method: 'base64', body: '' }],
    ['ERROR_UPLOAD', { method: 'base64', body: '<html>' }],
    ['ERROR_TOO_BIG_CAPTCHA_FILESIZE', { method: 'base64', body: 'A'.repeat(1_500_000) }],
  ])('says %s to a submit of that fault, and charges nothing', (code, fields) => {
    const { fake } = startFake(dialect);
    expect(exchange(fake, '/in.php', fields)).toBe(code);
    expect(fake.journal.paidCount()).toBe(0);
  });

  it.each([
    ['ERROR_WRONG_ID_FORMAT', { action: 'get', id: 'abc' }],
    ['ERROR_WRONG_ID_FORMAT', { action: 'get' }],
    ['ERROR_WRONG_CAPTCHA_ID', { action: 'get', id: '12345' }],
    ['ERROR_EMPTY_ACTION', {}],
    ['ERROR_WRONG_ACTION', { action: 'dance' }],
    ['ERROR_WRONG_CAPTCHA_ID', { action: 'reportgood', id: '12345' }],
  ])('says %s to a question of that fault', (code, fields) => {
    expect(exchange(startFake(dialect).fake, '/res.php', fields)).toBe(code);
  });

  it('has nothing at other paths', () => {
    const { fake } = startFake(dialect);
    expect(fake.handle({ method: 'GET', url: '/' }).delivery).toMatchObject({
      reply: { status: 404 },
    });
  });
});

describe('the dialect 2captcha', () => {
  it('answers a batch in order, without OK| and with errors among the answers', async () => {
    const { clock, fake } = startFake('2captcha');
    const ready = submit(fake);
    await clock.advance(5_000);
    const working = submit(fake);
    const asked = { action: 'get', ids: `${working},${ready},12345` };
    const [first, second, third] = exchange(fake, '/res.php', asked).split('|');
    expect([first, third]).toEqual(['CAPCHA_NOT_READY', 'ERROR_WRONG_CAPTCHA_ID']);
    expect(fake.journal.taskIdOfAnswer(second ?? '')).toBe(ready);
    expect(fake.journal.tasks.map(({ deliveredAt }) => deliveredAt)).toEqual([5_000, undefined]);
  });

  it('adds the price to get2', async () => {
    const { clock, fake } = startFake('2captcha');
    const id = submit(fake);
    await clock.advance(5_000);
    expect(exchange(fake, '/res.php', { action: 'get2', id })).toMatch(/^OK\|.+\|0\.00299$/);
    const json = exchange(fake, '/res.php', { action: 'get2', id, json: '1' });
    expect(JSON.parse(json)).toMatchObject({ status: 1, price: '0.00299' });
  });

  it('says ERROR_NO_SLOT_AVAILABLE when the threads of an account are busy', () => {
    const { fake } = startFake('2captcha');
    fake.account().setThreads(0);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_NO_SLOT_AVAILABLE');
  });
});

describe('the dialect captchaai', () => {
  it('says ERROR_ZERO_BALANCE when no thread is free, and never for want of money', () => {
    const { fake } = startFake('captchaai');
    fake.account().setBalance(0);
    submit(fake);
    fake.account().setThreads(1);
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_ZERO_BALANCE');
  });

  it('gives enterprise answers in another field, with the browser they are bound to', async () => {
    const { clock, fake } = startFake('captchaai');
    const id = submit(fake, {
      method: 'userrecaptcha',
      enterprise: '1',
      googlekey: '6Le',
      pageurl: 'https://shop.example',
    });
    await clock.advance(5_000);
    const reply: unknown = JSON.parse(exchange(fake, '/res.php', { action: 'get', id, json: '1' }));
    expect(reply).toEqual({
      status: 1,
      result: expect.stringMatching(/^03A/),
      user_agent: expect.stringContaining('Mozilla/5.0'),
    });
  });

  it('answers a picture at solve.php in the reply to the submit, after the solve time', async () => {
    const { clock, fake } = startFake('captchaai');
    const handled = fake.handle({
      method: 'POST',
      url: '/solve.php',
      body: new URLSearchParams({ key: fake.apiKey, method: 'base64', body: image }).toString(),
    });
    expect(handled.delivery).toMatchObject({ kind: 'reply', afterMs: 5_000 });
    await clock.advance(5_000);
    handled.flushed();
    expect(fake.journal.tasks[0]).toMatchObject({ deliveredAt: 5_000, chargedAmount: 0 });
    expect(fake.journal.nothingLost().isClean).toBe(true);
  });

  it('knows neither batches nor prices', () => {
    const { fake } = startFake('captchaai');
    const id = submit(fake);
    expect(exchange(fake, '/res.php', { action: 'get', ids: `${id},${id}` })).toBe(
      'ERROR_WRONG_ID_FORMAT',
    );
    expect(exchange(fake, '/res.php', { action: 'get2', id })).toBe('ERROR_WRONG_ACTION');
  });
});
