import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, submit } from '../__fixtures__/drive-in-php.ts';
import { fakeTaskTypes } from '../core/fake-task-type.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import { dialectNames, type DialectName } from './dialects.ts';

const pageurl = 'https://shop.example/login';
const proxy = { proxy: 'user:word@192.0.2.7:8080', proxytype: 'HTTP' };
const image = Buffer.from('a picture').toString('base64');
const bls = Object.fromEntries(
  Array.from({ length: 9 }, (_, index) => [`image_base64_${index + 1}`, image]),
);

const geetestV4Solution = {
  captcha_id: 'e392',
  lot_number: expect.any(String),
  pass_token: expect.any(String),
  gen_time: expect.any(String),
  captcha_output: expect.any(String),
};

/** Every kind with what a submit needs, and what a JSON poll then says beside its status. */
const kinds = [
  ['hcaptcha', { method: 'hcaptcha', sitekey: 'a5f7', pageurl }, { request: expect.any(String) }],
  [
    'geetest-v3',
    { method: 'geetest', gt: '81dc', challenge: 'c1', pageurl },
    {
      request: {
        geetest_challenge: 'c1',
        geetest_validate: expect.any(String),
        geetest_seccode: expect.stringMatching(/\|jordan$/),
      },
    },
  ],
  [
    'geetest-v4',
    { method: 'geetest', version: '4', gt: 'e392', pageurl },
    { request: geetestV4Solution },
  ],
  [
    'geetest-v4',
    { method: 'geetest_v4', captcha_id: 'e392', pageurl },
    { request: geetestV4Solution },
  ],
  [
    'friendly-captcha',
    { method: 'friendly_captcha', sitekey: 'FCMG', pageurl },
    { request: expect.any(String) },
  ],
  [
    'captchafox',
    { method: 'captchafox', sitekey: 'sk_x', pageurl, ...proxy },
    { request: expect.any(String) },
  ],
  [
    'funcaptcha',
    { method: 'funcaptcha', publickey: '69A2', pageurl },
    { request: expect.stringMatching(/\|pk=69A2$/) },
  ],
  [
    'amazon-waf',
    { method: 'amazon_waf', sitekey: 'AQID', iv: 'CgAH', context: '9BUg', pageurl },
    { request: { captcha_voucher: expect.any(String), existing_token: expect.any(String) } },
  ],
] as const;

const captchaaiOnly = [
  [
    'cloudflare-challenge',
    { method: 'cloudflare_challenge', pageurl, ...proxy },
    { result: expect.any(String), user_agent: expect.stringContaining('Mozilla/5.0') },
  ],
  [
    'bls',
    { method: 'bls', instructions: '667', ...bls },
    { request: expect.stringMatching(/^\[\d(,\d)*\]$/) },
  ],
] as const;

function startFake(dialect: DialectName): {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
} {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 5_000 } as const;
  return { clock, fake: createFakeCore({ dialect, clock, seed: 7, solveTime }) };
}

async function solved(dialect: DialectName, fields: Readonly<Record<string, string>>) {
  const { clock, fake } = startFake(dialect);
  const id = submit(fake, fields);
  await clock.advance(5_000);
  return { fake, id };
}

/** Every text in a JSON value. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [String(value)];

describe('the task types of in.php', () => {
  const unknown = {
    captchaai: ['hcaptcha', 'funcaptcha', 'amazon-waf'],
    '2captcha': ['cloudflare-challenge', 'bls'],
  };
  const cases = (['captchaai', '2captcha'] as const).flatMap((dialect) =>
    [...kinds, ...captchaaiOnly].map(([type, fields, said]) => ({ dialect, type, fields, said })),
  );

  it.each(cases.filter(({ dialect, type }) => !unknown[dialect].includes(type)))(
    'take $type at $dialect, and answer traceably in its documented form',
    async ({ dialect, type, fields, said }) => {
      const { fake, id } = await solved(dialect, fields);
      expect(fake.journal.tasks[0]).toMatchObject({ id, type });
      const reply: unknown = JSON.parse(
        exchange(fake, '/res.php', { action: 'get', id, json: '1' }),
      );
      expect(reply).toEqual({ status: 1, ...said });
      expect(textsIn(reply).map((text) => fake.journal.taskIdOfAnswer(text))).toContain(id);
    },
  );

  it.each(cases.filter(({ dialect, type }) => unknown[dialect].includes(type)))(
    'do not know $type at $dialect',
    ({ dialect, fields }) => {
      const { fake } = startFake(dialect);
      expect(exchange(fake, '/in.php', fields)).toBe('ERROR_BAD_PARAMETERS');
      expect(fake.journal.paidCount()).toBe(0);
    },
  );

  it.each(cases.filter(({ dialect, type }) => !unknown[dialect].includes(type)))(
    'refuse $type at $dialect when any parameter is missing',
    ({ dialect, fields }) => {
      const { fake } = startFake(dialect);
      for (const missing of Object.keys(fields)) {
        if (missing === 'version') continue;
        const rest = Object.entries(fields).filter(([name]) => name !== missing);
        expect(exchange(fake, '/in.php', Object.fromEntries(rest))).toMatch(/^ERROR_/);
      }
      expect(fake.journal.paidCount()).toBe(0);
    },
  );

  it.each([
    ['2captcha', /^OK\|click:\d+(\/\d+)*$/, { recaptcha: '1', textinstructions: 'buses' }],
    ['captchaai', /^OK\|\[\d+(,\d+)*\]$/, { grid_size: '4x4', instructions: 'buses' }],
  ] as const)('take a grid at %s and name cells in its own way', async (dialect, said, fields) => {
    const { fake, id } = await solved(dialect, { method: 'base64', body: image, ...fields });
    const [, answer = ''] = poll(fake, id).split('OK|');
    expect(`OK|${answer}`).toMatch(said);
    expect(fake.journal.tasks[0]?.type).toBe('grid');
    const written = answer.replaceAll(/[^\d/,]/g, '').replaceAll('/', ', ');
    expect(fake.journal.taskIdOfAnswer(written)).toBe(id);
  });

  it('write objects as JSON text where the reply is plain', async () => {
    const { fake, id } = await solved('2captcha', {
      method: 'lemin',
      captcha_id: 'CROPPED',
      pageurl,
    });
    expect(JSON.parse(poll(fake, id).slice(3))).toEqual({
      answer: expect.stringMatching(/^0x/),
      challenge_id: expect.any(String),
    });
  });

  it('give the cells of a picture to one task each, as long as there are any', async () => {
    const { clock, fake } = startFake('captchaai');
    const instructions = { method: 'base64', body: image, grid_size: '2x2', instructions: 'buses' };
    const ids = Array.from({ length: 15 }, () => submit(fake, instructions));
    await clock.advance(5_000);
    const answers = ids.map((id) => poll(fake, id).slice(3));
    expect(new Set(answers).size).toBe(15);
    expect(answers.map((answer) => fake.journal.taskIdOfAnswer(answer))).toEqual(ids);
    submit(fake, instructions);
    const owners = answers.map((answer) => fake.journal.taskIdOfAnswer(answer));
    expect(owners.filter((owner) => owner === undefined)).toHaveLength(1);
  });
});

describe('the task types of createTask', () => {
  const websiteURL = pageurl;
  const page = { websiteURL, websiteKey: 'a5f7' };
  const address = { proxyType: 'http', proxyAddress: '192.0.2.7', proxyPort: 8080 };
  const geetestV3 = { challenge: 'c1', validate: expect.any(String), seccode: expect.any(String) };
  const clearance = { cf_clearance: expect.any(String), userAgent: 'Firefox' };
  const token = { token: expect.any(String) };

  it.each([
    [
      'HCaptchaTaskProxyless',
      'hcaptcha',
      page,
      { ...token, gRecaptchaResponse: expect.any(String) },
    ],
    ['GeeTestTaskProxyless', 'geetest-v3', { websiteURL, gt: '81', challenge: 'c1' }, geetestV3],
    [
      'GeeTestTask',
      'geetest-v4',
      { websiteURL, version: 4, initParameters: { captcha_id: 'e392' } },
      geetestV4Solution,
    ],
    ['GeeTestTaskProxyLess', 'geetest-v4', { websiteURL, captchaId: 'e392' }, geetestV4Solution],
    ['FriendlyCaptchaTaskProxyless', 'friendly-captcha', page, token],
    ['CaptchaFoxTask', 'captchafox', { ...page, ...address }, token],
    ['FunCaptchaTaskProxyless', 'funcaptcha', { websiteURL, websitePublicKey: '69A2' }, token],
    [
      'AmazonTaskProxyless',
      'amazon-waf',
      { ...page, iv: 'CgAH', context: '9BUg' },
      { captcha_voucher: expect.any(String), existing_token: expect.any(String) },
    ],
    [
      'LeminTaskProxyless',
      'lemin',
      { websiteURL, captchaId: 'CROPPED' },
      { answer: expect.any(String), challenge_id: expect.any(String) },
    ],
    [
      'TurnstileTask',
      'cloudflare-challenge',
      { ...page, ...address, cloudflareTaskType: 'cf_clearance', userAgent: 'Firefox' },
      clearance,
    ],
    [
      'AntiCloudflareTask',
      'cloudflare-challenge',
      { websiteURL, proxy: '192.0.2.7:8080', userAgent: 'Firefox' },
      clearance,
    ],
    [
      'AmazonTask',
      'amazon-waf',
      { ...page, iv: 'CgAH', context: '9BUg', cookieSolution: true },
      { cookies: { 'aws-waf-token': expect.any(String) } },
    ],
    [
      'AntiAwsWafTaskProxyLess',
      'amazon-waf',
      { websiteURL, awsKey: 'AQID', awsIv: 'CgAH', awsContext: '9BUg' },
      { cookie: expect.any(String) },
    ],
    ['GridTask', 'grid', { body: image, rows: 4, columns: 4 }, { click: expect.any(Array) }],
  ])('take %s as %s and give its solution as an object', async (name, type, fields, said) => {
    const { clock, fake } = startFake('createTask');
    const ask = (url: string, more: object): unknown => {
      const body = JSON.stringify({ clientKey: fake.apiKey, ...more });
      const { delivery } = fake.handle({ method: 'POST', url, body });
      return delivery.kind === 'reply' ? JSON.parse(delivery.reply.body) : delivery.kind;
    };
    expect(ask('/createTask', { task: { type: name } })).toMatchObject({
      errorCode: expect.stringMatching(/^ERROR_/),
    });
    ask('/createTask', { task: { type: name, ...fields } });
    const [task] = fake.journal.tasks;
    expect(task?.type).toBe(type);
    await clock.advance(5_000);
    const reply = ask('/getTaskResult', { taskId: task?.id });
    expect(reply).toMatchObject({ errorId: 0, status: 'ready', solution: said });
    const { solution }: { readonly solution: object } = Object(reply);
    const texts = 'click' in solution ? [String(solution.click)] : textsIn(solution);
    expect(texts.map((text) => fake.journal.taskIdOfAnswer(text))).toContain(task?.id);
  });
});

describe('the pictures of createTask that are to be clicked', () => {
  const solve = async (
    task: object,
  ): Promise<{ readonly type: unknown; readonly solution: unknown }> => {
    const { clock, fake } = startFake('createTask');
    const ask = (url: string, more: object): unknown => {
      const body = JSON.stringify({ clientKey: fake.apiKey, ...more });
      return JSON.parse(Object(fake.handle({ method: 'POST', url, body }).delivery).reply.body);
    };
    ask('/createTask', { task });
    await clock.advance(5_000);
    const [accepted] = fake.journal.tasks;
    const { id: taskId, type } = accepted ?? {};
    return { type, solution: Object(ask('/getTaskResult', { taskId })).solution };
  };

  it('get one flag for each cell from a ComplexImageTask', async () => {
    const metadata = { Grid: '4x4', Task: 'buses' };
    const task = { type: 'ComplexImageTask', class: 'recaptcha', imagesBase64: [image], metadata };
    const { type, solution } = await solve(task);
    expect(type).toBe('grid');
    const { answer }: { readonly answer: readonly unknown[] } = Object(solution);
    expect(answer).toHaveLength(16);
    expect(new Set(answer.map((flag) => typeof flag))).toEqual(new Set(['boolean']));
    expect(answer).toContain(true);
  });

  it('get one flag for each picture from a ComplexImageTask of nine', async () => {
    const imagesBase64 = Array.from({ length: 9 }, () => image);
    const task = { type: 'ComplexImageTask', class: 'recognition', imagesBase64 };
    expect(await solve(task)).toEqual({
      type: 'bls',
      solution: { answer: Array.from({ length: 9 }, () => expect.any(Boolean)) },
    });
  });

  it('get cells counted from 0 from a classification', async () => {
    const task = { type: 'ReCaptchaV2Classification', image, question: '/m/0k4j' };
    const { type, solution } = await solve(task);
    const { objects }: { readonly objects: readonly number[] } = Object(solution);
    expect(type).toBe('grid');
    expect(objects.every((index) => index >= 0 && index <= 8)).toBe(true);
  });
});

describe('fakeTaskTypes', () => {
  it('are each known to one dialect at least', () => {
    const tested: readonly string[] = [...kinds, ...captchaaiOnly].map(([type]) => type);
    const older = ['recaptcha-v2', 'recaptcha-v3', 'turnstile', 'image', 'grid', 'lemin'];
    expect(fakeTaskTypes.filter((type) => !tested.includes(type))).toEqual(older.sort(byPlace));
    expect(dialectNames).toHaveLength(3);
  });
});

function byPlace(left: string, right: string): number {
  const places: readonly string[] = fakeTaskTypes;
  return places.indexOf(left) - places.indexOf(right);
}
