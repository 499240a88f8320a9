import type { Task } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl, png, pngBase64 } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { recordRequests } from '../__fixtures__/record-requests.ts';
import { compatible } from '../compatible.ts';

const page = 'https%3A%2F%2Fshop.example%2Flogin%3Fnext%3D%252Fcart%26lang%3D%C3%BC';
const proxy = {
  type: 'socks5',
  host: '10.0.0.9',
  port: 1080,
  username: 'u',
  password: 'p',
} as const;
const sentProxy = 'proxy=u%3Ap%4010.0.0.9%3A1080&proxytype=SOCKS5';

interface Kind {
  readonly task: Task;
  readonly parameters: string;
  /** Replies to a poll, and what they are. */
  readonly replies: readonly (readonly [string, object])[];
}

const geetestV3 = { challenge: 'c', validate: 'v', seccode: 'v|jordan' };
const geetestV4 = {
  captchaId: 'i',
  lotNumber: 'l',
  passToken: 'p',
  genTime: '1',
  captchaOutput: 'o',
};

const kinds: readonly Kind[] = [
  {
    task: {
      type: 'geetest-v3',
      gt: 'g',
      challenge: 'c',
      pageUrl,
      apiServer: 'api.gt.example',
      userAgent: 'UA',
      proxy,
    },
    parameters: `method=geetest&pageurl=${page}&${sentProxy}&gt=g&challenge=c&api_server=api.gt.example&userAgent=UA`,
    replies: [
      [
        '{"status":1,"request":{"geetest_challenge":"c","geetest_validate":"v","geetest_seccode":"v|jordan"}}',
        geetestV3,
      ],
      [
        'OK|{"geetest_challenge":"c","geetest_validate":"v","geetest_seccode":"v|jordan"}',
        geetestV3,
      ],
    ],
  },
  {
    task: { type: 'geetest-v4', captchaId: 'e392e1d7', pageUrl },
    parameters: `method=geetest_v4&pageurl=${page}&captcha_id=e392e1d7`,
    replies: [
      [
        '{"status":1,"request":{"captcha_id":"i","lot_number":"l","pass_token":"p","gen_time":"1","captcha_output":"o"}}',
        geetestV4,
      ],
    ],
  },
  {
    task: { type: 'grid', image: png, instructions: 'select all buses', rows: 3, columns: 4 },
    parameters: `method=base64&recaptcha=1&body=${encodeURIComponent(pngBase64)}&textinstructions=select+all+buses&recaptcharows=3&recaptchacols=4`,
    replies: [
      ['OK|click:1/4/5/7', { cells: [1, 4, 5, 7] }],
      ['{"status":1,"request":"1,4,5,7"}', { cells: [1, 4, 5, 7] }],
      ['{"status":1,"request":[1,3,6]}', { cells: [1, 3, 6] }],
    ],
  },
  {
    task: { type: 'friendly-captcha', siteKey: 'FCMGEMUD', pageUrl, proxy },
    parameters: `method=friendly_captcha&sitekey=FCMGEMUD&pageurl=${page}&${sentProxy}`,
    replies: [['OK|1c5a.Zm9v&amp;.AQA', { token: '1c5a.Zm9v&.AQA' }]],
  },
  {
    task: {
      type: 'lemin',
      captchaId: 'CROPPED_1',
      pageUrl,
      divId: 'lemin',
      apiServer: 'api.leminnow.com',
    },
    parameters: `method=lemin&captcha_id=CROPPED_1&pageurl=${page}&div_id=lemin&api_server=api.leminnow.com`,
    replies: [
      [
        '{"status":1,"request":{"answer":"0xa","challenge_id":"e034"}}',
        { answer: '0xa', challengeId: 'e034' },
      ],
      ['OK|0xa', { answer: '0xa' }],
    ],
  },
  {
    task: { type: 'captchafox', siteKey: 'sk_ILKWN', pageUrl, proxy, userAgent: 'UA' },
    parameters: `method=captchafox&sitekey=sk_ILKWN&pageurl=${page}&${sentProxy}&userAgent=UA`,
    replies: [['{"status":1,"request":"HZXV"}', { token: 'HZXV' }]],
  },
  {
    task: {
      type: 'hcaptcha',
      siteKey: 'a5f74b19',
      pageUrl,
      invisible: true,
      data: 'rq',
      userAgent: 'UA',
    },
    parameters: `method=hcaptcha&sitekey=a5f74b19&pageurl=${page}&invisible=1&data=rq&userAgent=UA`,
    replies: [
      [
        '{"status":1,"request":"P1_ey","useragent":"UA2","respKey":"E0_k"}',
        { token: 'P1_ey', userAgent: 'UA2', respKey: 'E0_k' },
      ],
    ],
  },
  {
    task: {
      type: 'funcaptcha',
      publicKey: '69A21A01',
      pageUrl,
      serviceUrl: 'https://api.arkose.example',
      data: { blob: 'b=' },
      userAgent: 'UA',
    },
    parameters: `method=funcaptcha&publickey=69A21A01&pageurl=${page}&surl=https%3A%2F%2Fapi.arkose.example&data%5Bblob%5D=b%3D&userAgent=UA`,
    replies: [['OK|308.96|r=ap|pk=69A21A01', { token: '308.96|r=ap|pk=69A21A01' }]],
  },
  {
    task: {
      type: 'amazon-waf',
      siteKey: 'AQID',
      pageUrl,
      iv: 'CgAH',
      context: 'qoJY',
      challengeScript: 'https://a.example/c.js',
      captchaScript: 'https://a.example/k.js',
    },
    parameters: `method=amazon_waf&sitekey=AQID&pageurl=${page}&iv=CgAH&context=qoJY&challenge_script=https%3A%2F%2Fa.example%2Fc.js&captcha_script=https%3A%2F%2Fa.example%2Fk.js`,
    replies: [
      [
        '{"status":1,"request":{"captcha_voucher":"v","existing_token":"e"}}',
        { voucher: 'v', existingToken: 'e' },
      ],
      ['{"status":1,"request":"{\\"captcha_voucher\\":\\"v\\"}"}', { voucher: 'v' }],
    ],
  },
  {
    task: {
      type: 'raw',
      method: 'yandex',
      parameters: { pageurl: 'https://a.example/', deep: { a: [1] }, isOn: true },
    },
    parameters:
      'method=yandex&pageurl=https%3A%2F%2Fa.example%2F&deep=%7B%22a%22%3A%5B1%5D%7D&isOn=true',
    replies: [
      ['{"status":1,"request":{"any":["thing"]}}', { value: { any: ['thing'] } }],
      ['OK|any|thing', { value: 'any|thing' }],
    ],
  },
];

const custom = () => compatible({ profile: 'custom', baseUrl: 'https://solver.example', apiKey });

describe('the kinds of in.php, as bytes on the wire', () => {
  it.each(kinds.map((kind) => [kind.task.type, kind] as const))(
    'submits a %s',
    async (_type, { task, parameters }) => {
      const scope = nock('https://2captcha.com').post('/in.php').reply(200, 'OK|75012345');
      const requests = recordRequests(scope);
      const provider = compatible({ profile: '2captcha', apiKey });
      await expect(provider.submit(task, callContext())).resolves.toEqual({
        status: 'accepted',
        ticket: { id: '75012345', type: task.type },
      });
      expect(requests[0]?.body).toBe(`key=${apiKey}&${parameters}&json=1`);
      await provider.close?.();
    },
  );

  it.each(
    kinds.flatMap(({ task: { type }, replies }) =>
      replies.map(([body, solution]) => [type, body, solution] as const),
    ),
  )('reads the answer to a %s from %s', async (type, body, solution) => {
    nock('https://solver.example').post('/res.php').reply(200, body);
    const provider = custom();
    await expect(provider.poll({ id: '1', type }, callContext())).resolves.toEqual({
      status: 'solved',
      solution: { type, ...solution },
      raw: body,
    });
    await provider.close?.();
  });

  it.each(kinds.map(({ task: { type } }) => type))('invents no answer to a %s', async (type) => {
    const provider = custom();
    for (const body of [
      'OK|',
      '{"status":1}',
      '{"status":1,"request":""}',
      '{"message":"back soon"}',
    ]) {
      nock('https://solver.example').post('/res.php').reply(200, body);
      await expect(provider.poll({ id: '1', type }, callContext())).rejects.toMatchObject({
        code: 'protocol-violated',
      });
    }
    nock('https://solver.example').post('/res.php').reply(200, 'ERROR_CAPTCHA_UNSOLVABLE');
    await expect(provider.poll({ id: '1', type }, callContext())).resolves.toMatchObject({
      status: 'failed',
      error: { code: 'task-unsolvable' },
    });
    await provider.close?.();
  });

  it('names the callback, and repeats it in no error', async () => {
    const callbackUrl = 'https://hooks.shop.example/understudy/s3cr3tpath';
    const scope = nock('https://2captcha.com')
      .post('/in.php')
      .reply(200, `{"status":0,"request":"ERROR_IP_ADDRES /s3cr3tpath of ${callbackUrl}"}`);
    const requests = recordRequests(scope);
    const provider = compatible({ profile: '2captcha', apiKey });
    const task = { type: 'geetest-v4', captchaId: 'e392e1d7', pageUrl } as const;
    const error: unknown = await provider
      .submit(task, callContext({ callbackUrl }))
      .catch((reason: unknown) => reason);
    expect(requests[0]?.body).toBe(
      `key=${apiKey}&method=geetest_v4&pageurl=${page}&captcha_id=e392e1d7` +
        `&pingback=${encodeURIComponent(callbackUrl)}&json=1`,
    );
    expect(error).toBeInstanceOf(Error);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('s3cr3tpath');
    await provider.close?.();
  });

  it('asks 2captcha for the price, and bills it in dollars', async () => {
    nock('https://2captcha.com')
      .post('/res.php', /action=get2&id=1&/)
      .reply(200, 'OK|a|b|0.00299');
    const provider = compatible({ profile: '2captcha', apiKey });
    await expect(
      provider.poll({ id: '1', type: 'funcaptcha' }, callContext()),
    ).resolves.toMatchObject({
      solution: { token: 'a|b' },
      billed: { amount: 0.00299, currency: 'USD' },
    });
    await provider.close?.();
  });
});
