import type { Task, TaskType } from '@understudy/core/provider';
import nock from 'nock';
import { describe, expect, it } from 'vitest';

import { callContext } from './__fixtures__/call-context.ts';
import { recordRequests } from './__fixtures__/record-requests.ts';
import { captchaai } from './captchaai.ts';

const apiKey = '0123456789abcdef0123456789abcdef';
const pageUrl = 'https://shop.example/login';
const page = 'https%3A%2F%2Fshop.example%2Flogin';
const proxy = {
  type: 'http',
  host: '10.0.0.9',
  port: 8080,
  username: 'lena',
  password: 'p@ss',
} as const;
const sentProxy = 'proxy=lena%3Ap%40ss%4010.0.0.9%3A8080&proxytype=HTTP';
const pictureOf = (letter: string): string =>
  Buffer.from('GIF89a'.padEnd(300, letter)).toString('base64');

interface Kind {
  readonly task: Task;
  readonly parameters: string;
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
const clearance = { cfClearance: 'x9.Ab-1764', userAgent: 'Mozilla/5.0 (X11; Linux)' };
const cellReplies = [
  ['{"status":1,"request":"[1,3,6]"}', { cells: [1, 3, 6] }],
  ['{"status":1,"request":[1,3,6]}', { cells: [1, 3, 6] }],
  ['OK|click:1/4/5/7', { cells: [1, 4, 5, 7] }],
  ['OK|1,4,5,7', { cells: [1, 4, 5, 7] }],
] as const;

const kinds: readonly Kind[] = [
  {
    task: { type: 'cloudflare-challenge', pageUrl, proxy, userAgent: 'UA' },
    parameters: `method=cloudflare_challenge&pageurl=${page}&${sentProxy}&userAgent=UA`,
    replies: [
      ['{"status":1,"result":"x9.Ab-1764","user_agent":"Mozilla/5.0 (X11; Linux)"}', clearance],
      ['{"status":1,"request":"x9.Ab-1764","user_agent":"Mozilla/5.0 (X11; Linux)"}', clearance],
      [
        '{"status":1,"request":"{\\"cookies\\":{\\"cf_clearance\\":\\"x9.Ab-1764\\"},\\"userAgent\\":\\"Mozilla/5.0 (X11; Linux)\\"}"}',
        { ...clearance, cookies: { cf_clearance: 'x9.Ab-1764' } },
      ],
      ['OK|cf_clearance=x9.Ab-1764;user_agent=Mozilla/5.0 (X11; Linux)', clearance],
    ],
  },
  {
    // It loads the page itself.
    task: { type: 'cloudflare-challenge', pageUrl, proxy, pageHtml: '<title>Just a moment...' },
    parameters: `method=cloudflare_challenge&pageurl=${page}&${sentProxy}`,
    replies: [],
  },
  {
    task: {
      type: 'geetest-v3',
      gt: 'g',
      challenge: 'c',
      pageUrl,
      apiServer: 'api.gt.example',
      userAgent: 'UA',
    },
    parameters: `method=geetest&pageurl=${page}&gt=g&challenge=c&api_server=api.gt.example&userAgent=UA`,
    replies: [
      ['{"challenge":"c","validate":"v","seccode":"v|jordan"}', geetestV3],
      [
        '{"status":1,"request":{"geetest_challenge":"c","geetest_validate":"v","geetest_seccode":"v|jordan"}}',
        geetestV3,
      ],
      [
        '{"status":1,"request":"{\\"geetest_challenge\\":\\"c\\",\\"geetest_validate\\":\\"v\\",\\"geetest_seccode\\":\\"v|jordan\\"}"}',
        geetestV3,
      ],
      ['OK|challenge:c,validate:v,seccode:v|jordan', geetestV3],
    ],
  },
  {
    task: { type: 'geetest-v4', captchaId: 'e392e1d7', pageUrl },
    parameters: `method=geetest&version=4&gt=e392e1d7&pageurl=${page}`,
    replies: [
      [
        '{"status":1,"request":{"captcha_id":"i","lot_number":"l","pass_token":"p","gen_time":"1","captcha_output":"o"}}',
        geetestV4,
      ],
    ],
  },
  {
    task: {
      type: 'grid',
      image: pictureOf('x'),
      instructions: 'select all buses',
      rows: 4,
      columns: 3,
    },
    parameters: `method=base64&img_type=recaptcha&body=${encodeURIComponent(pictureOf('x'))}&instructions=select+all+buses&grid_size=4x3`,
    replies: cellReplies,
  },
  {
    task: { type: 'bls', images: Array.from('abcdefghi', pictureOf), instructions: '667' },
    parameters: `method=bls&instructions=667${Array.from(
      'abcdefghi',
      (letter, index) => `&image_base64_${index + 1}=${encodeURIComponent(pictureOf(letter))}`,
    ).join('')}`,
    replies: cellReplies,
  },
  {
    task: { type: 'friendly-captcha', siteKey: 'FCMGEMUD', pageUrl, proxy },
    parameters: `method=friendly_captcha&sitekey=FCMGEMUD&pageurl=${page}&${sentProxy}`,
    replies: [['{"status":1,"request":"1c5a.AQA"}', { token: '1c5a.AQA' }]],
  },
  {
    task: { type: 'lemin', captchaId: 'CROPPED_1', pageUrl },
    parameters: `method=lemin&captcha_id=CROPPED_1&pageurl=${page}`,
    replies: [
      [
        '{"status":1,"request":{"answer":"0xa","challenge_id":"e034"}}',
        { answer: '0xa', challengeId: 'e034' },
      ],
      ['OK|0xa', { answer: '0xa' }],
    ],
  },
  {
    task: { type: 'captchafox', siteKey: 'sk_ILKWN', pageUrl, proxy },
    parameters: `method=captchafox&sitekey=sk_ILKWN&pageurl=${page}&${sentProxy}`,
    replies: [
      ['{"status":1,"request":"HZXV","user_agent":"UA"}', { token: 'HZXV', userAgent: 'UA' }],
    ],
  },
  {
    task: { type: 'raw', method: 'audio', parameters: { lang: 'en' } },
    parameters: 'method=audio&lang=en',
    replies: [['{"status":1,"result":{"any":1}}', { value: { any: 1 } }]],
  },
];

const pollOnce = async (type: TaskType, body: string): Promise<unknown> => {
  nock('https://ocr.captchaai.com').post('/res.php').reply(200, body);
  const provider = captchaai({ apiKey });
  try {
    return await provider.poll({ id: '1', type }, callContext());
  } finally {
    await provider.close?.();
  }
};

describe('the kinds of captchaai, as bytes on the wire', () => {
  it.each(kinds.map((kind) => [kind.task.type, kind] as const))(
    'submits a %s',
    async (_type, { task, parameters }) => {
      const scope = nock('https://ocr.captchaai.com').post('/in.php').reply(200, 'OK|75012345');
      const requests = recordRequests(scope);
      const provider = captchaai({ apiKey });
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
    expect(await pollOnce(type, body)).toEqual({
      status: 'solved',
      solution: { type, ...solution },
      raw: body,
    });
  });

  it.each(
    kinds.flatMap(({ task: { type } }) =>
      ['OK|', '{"status":1}', '{"message":"back soon"}', '<html>'].map((body) => [type, body]),
    ) as readonly (readonly [TaskType, string])[],
  )('invents no answer to a %s from %s', async (type, body) => {
    await expect(pollOnce(type, body)).rejects.toMatchObject({
      code: body === '<html>' ? 'provider-unavailable' : 'protocol-violated',
    });
  });

  it('names the callback', async () => {
    const scope = nock('https://ocr.captchaai.com').post('/in.php').reply(200, 'OK|1');
    const requests = recordRequests(scope);
    const provider = captchaai({ apiKey });
    const callbackUrl = 'https://hooks.shop.example/understudy/s3cret';
    await provider.submit(
      { type: 'geetest-v4', captchaId: 'e392e1d7', pageUrl },
      callContext({ callbackUrl }),
    );
    expect(requests[0]?.body).toBe(
      `key=${apiKey}&method=geetest&version=4&gt=e392e1d7&pageurl=${page}` +
        '&pingback=https%3A%2F%2Fhooks.shop.example%2Funderstudy%2Fs3cret&json=1',
    );
    await provider.close?.();
  });
});
