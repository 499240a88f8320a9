import { describe, expect, it } from 'vitest';

import { proxySchema, taskSchemas } from './task-schemas.ts';

const page = { siteKey: '0x4AAAAAAA', pageUrl: 'https://shop.example/login' };
const proxy = { type: 'socks5', host: '192.0.2.7', port: 1_080, username: 'u', password: 'p' };

type TypeName = keyof typeof taskSchemas;

const picture = 'iVBORw0KGgo=';
const { pageUrl } = page;

/** The least that a task of each type must say. */
const least: Readonly<Record<TypeName, object>> = {
  'recaptcha-v2': page,
  'recaptcha-v3': page,
  turnstile: page,
  'cloudflare-challenge': { pageUrl, proxy },
  'geetest-v3': { pageUrl, gt: 'f1ab', challenge: '12ae' },
  'geetest-v4': { pageUrl, captchaId: '54088bb0' },
  image: { image: picture },
  grid: { image: picture, instructions: 'buses', rows: 3, columns: 3 },
  bls: { images: Array.from({ length: 9 }, () => picture), instructions: '664' },
  'friendly-captcha': page,
  lemin: { captchaId: 'CROPPED_1', pageUrl },
  captchafox: { ...page, proxy },
  hcaptcha: page,
  funcaptcha: { publicKey: '69A21A01', pageUrl },
  'amazon-waf': { ...page, iv: 'CgAH', context: '9BUg' },
  raw: { method: 'yandex', parameters: { sitekey: 'k', invisible: true, rows: 4 } },
};

/** The message of the first refusal and the field that it names. */
function refusalOf(type: TypeName, fields: object): readonly [path: string, message: string] {
  const issue = taskSchemas[type].safeParse({ type, ...fields }).error?.issues[0];
  if (issue === undefined) throw new Error('the task was accepted');
  return [issue.path.join('.'), issue.message];
}

describe('taskSchemas', () => {
  it.each([
    { type: 'recaptcha-v2', ...page },
    {
      type: 'recaptcha-v2',
      ...page,
      proxy,
      userAgent: 'Mozilla/5.0',
      invisible: true,
      enterprise: true,
      dataS: 'once',
      cookies: 'a=1; b=2',
      apiDomain: 'recaptcha.net',
    },
    { type: 'recaptcha-v3', ...page, action: 'login', minScore: 0.9, enterprise: false },
    { type: 'turnstile', ...page, action: 'login', data: 'c', pageData: 'p' },
    {
      type: 'cloudflare-challenge',
      pageUrl,
      proxy,
      userAgent: 'Mozilla/5.0',
      pageHtml: 'x'.repeat(1_048_576),
    },
    { type: 'image', image: 'iVBORw0KGgo=' },
    {
      type: 'image',
      image: new Uint8Array([137, 80, 78, 71]),
      isPhrase: false,
      isCaseSensitive: true,
      isCalculation: false,
      characters: 'digits',
      minLength: 1,
      maxLength: 20,
      language: 'en',
      instructions: 'type the red letters',
    },
  ] as const)('put out a $type task as it came in', (task) => {
    expect(taskSchemas[task.type].parse(task)).toEqual(task);
  });

  it.each(Object.keys(taskSchemas))('take undefined for every optional field of %s', (name) => {
    // The keys of a literal object.
    const type = name as TypeName;
    const { shape } = taskSchemas[type];
    const optional = Object.entries(shape)
      .filter(([, field]) => field.safeParse(undefined).success)
      .map(([field]) => [field, undefined] as const);
    const task = { type, ...least[type], ...Object.fromEntries(optional) };
    expect(taskSchemas[type].safeParse(task).error).toBeUndefined();
    expect(Object.keys(shape).sort()).toEqual(Object.keys(task).sort());
  });

  it.each(Object.keys(taskSchemas))('miss every field that a task of type %s needs', (name) => {
    // The keys of a literal object.
    const type = name as TypeName;
    for (const field of Object.keys(least[type])) {
      const incomplete = { type, ...least[type], [field]: undefined };
      expect(taskSchemas[type].safeParse(incomplete).success).toBe(false);
    }
  });

  it.each([
    ['turnstile', { siteKey: '', pageUrl: page.pageUrl }, 'siteKey'],
    ['turnstile', { pageUrl: page.pageUrl }, 'siteKey'],
    ['recaptcha-v3', { ...page, minScore: 1 }, 'minScore'],
    ['recaptcha-v3', { ...page, minScore: 0 }, 'minScore'],
    ['recaptcha-v2', { ...page, proxy: { ...proxy, port: 70_000 } }, 'proxy.port'],
    ['image', { image: '' }, 'image'],
    ['image', { image: 'aGk=', maxLength: 0 }, 'maxLength'],
    ['image', { image: 'aGk=', language: 'english' }, 'language'],
    ['bls', { ...least.bls, images: [picture] }, 'images'],
    ['grid', { ...least.grid, rows: 0 }, 'rows'],
    ['raw', { method: 'x', parameters: { f: () => 1 } }, 'parameters.f'],
    ['cloudflare-challenge', { pageUrl, proxy, pageHtml: '' }, 'pageHtml'],
  ] as const)('refuse a %s task with %j at the field at fault', (type, fields, field) => {
    expect(refusalOf(type, fields)[0]).toBe(field);
  });

  it.each(['shop.example/login', '/login', 'ftp://shop.example', 'javascript:alert(1)'])(
    'refuse %s for the page, which must be a full web address',
    (pageUrl) => {
      expect(refusalOf('turnstile', { ...page, pageUrl })).toEqual([
        'pageUrl',
        'must be the full http(s) URL of the page',
      ]);
    },
  );

  it.each([
    'data:image/png;base64,iVBORw0KGgo=',
    'iVBO Rw0K\r\nGgo=\n',
    'iVBORw0KGgo',
    '_-8',
    new Uint8Array([137]),
  ])('take %j for a picture', (image) => {
    expect(taskSchemas.image.safeParse({ type: 'image', image }).error).toBeUndefined();
  });

  it.each(['/tmp/captcha.png', 'not base64!', 'https://shop.example/captcha.png', 'abcde', '=='])(
    'refuse %j, which is no base64 text',
    (image) => {
      expect(refusalOf('image', { image })).toEqual([
        'image',
        'must be base64 text, with or without a data: prefix',
      ]);
    },
  );

  it.each([
    ['', 'must be base64 text, with or without a data: prefix'],
    [' \n', 'must be base64 text, with or without a data: prefix'],
    ['data:image/png;base64,', 'must be base64 text, with or without a data: prefix'],
    [new Uint8Array(), 'must hold at least one byte'],
  ])('refuse the empty picture %j', (image, message) => {
    expect(refusalOf('image', { image })).toEqual(['image', message]);
  });

  it('name the one of several pictures that is none', () => {
    const images = Array.from({ length: 9 }, (_, index) => (index === 3 ? '<svg>' : picture));
    expect(refusalOf('bls', { ...least.bls, images })[0]).toBe('images.3');
  });

  it('say what a picture may be', () => {
    expect(refusalOf('image', { image: 7 })).toEqual([
      'image',
      'must be base64 text or a Uint8Array',
    ]);
  });

  it('bound the HTML of a challenge page', () => {
    const pageHtml = 'x'.repeat(1_048_577);
    expect(refusalOf('cloudflare-challenge', { pageUrl, proxy, pageHtml })).toEqual([
      'pageHtml',
      'must have at most 1048576 characters',
    ]);
  });

  it('refuse a misspelt field with the right one', () => {
    const [, message] = refusalOf('turnstile', { ...page, sitekey: 'k' });
    expect(message).toBe('unknown field "sitekey", did you mean "siteKey"?');
  });

  it('refuse the task of another type', () => {
    expect(taskSchemas.turnstile.safeParse({ type: 'recaptcha-v2', ...page }).success).toBe(false);
  });
});

describe('proxySchema', () => {
  it.each(['http', 'https', 'socks4', 'socks5'])('takes %s', (type) => {
    expect(proxySchema.parse({ type, host: 'proxy.example', port: 8_080 })).toEqual({
      type,
      host: 'proxy.example',
      port: 8_080,
    });
  });

  it.each([
    { ...proxy, type: 'SOCKS5' },
    { ...proxy, host: '' },
    { ...proxy, port: '1080' },
    { ...proxy, port: 0 },
    { ...proxy, login: 'u' },
  ])('refuses %j', (wrong) => {
    expect(proxySchema.safeParse(wrong).success).toBe(false);
  });

  it('repeats no credentials when it refuses', () => {
    const { error } = proxySchema.safeParse({ ...proxy, password: 7, port: 'hunter2' });
    expect(JSON.stringify(error?.issues)).not.toContain('hunter2');
  });
});
