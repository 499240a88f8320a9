import { describe, expect, it } from 'vitest';

import { rawReply } from './raw-reply.ts';

const callbackUrl = 'https://hooks.shop.example/understudy/q3k9v0a7m2c8x5z1b4n6d0';

describe('rawReply', () => {
  it.each([
    'OK|0.zrSnRHO7h0HwSjSCU8oyzbjEtD8p|with|bars',
    '{"status":1,"request":"03AGdBq2","user_agent":"Mozilla/5.0 (X11; Linux x86_64)","price":"0.00299"}',
    '{"errorId":0,"status":"ready","solution":{"text":"7hgf2"},"ip":"46.98.54.221","createTime":1472205564}',
    '{"challenge":"12ae","validate":"3f5d","seccode":"3f5d|jordan"}',
    'OK|challenge:12ae,validate:3f5d,seccode:3f5d',
    'OK|someone@shop.example',
    'OK|cf_clearance=x9.Ab_c-1764000000-1.2.1.1-Zz;user_agent=Mozilla/5.0',
  ])('keeps %s as it is', (body) => {
    expect(rawReply(body, [])).toBe(body);
  });

  it.each([
    ['PUSER:PPASS@1.2.3.4:3128', '[redacted]@1.2.3.4:3128'],
    ['PUSER@1.2.3.4:3128', '[redacted]@1.2.3.4:3128'],
    ['http://PUSER:PPASS@proxy.example', '[redacted]@proxy.example'],
    ['via PUSER:P@SS:W@1.2.3.4:3128!', 'via [redacted]@1.2.3.4:3128!'],
    ['PUSER%3APPASS%401.2.3.4%3A3128', '[redacted]%401.2.3.4%3A3128'],
    ['1.2.3.4:3128:PUSER:PPASS', '1.2.3.4:3128:[redacted]'],
    ['socks5:proxy.example:1080:PUSER:PPASS', 'socks5:proxy.example:1080:[redacted]'],
    [
      '{"proxy":"1.2.3.4","proxyLogin":"PUSER","proxyPassword":"P\\"ASS"}',
      '{"proxy":"1.2.3.4","proxyLogin":"[redacted]","proxyPassword":"[redacted]"}',
    ],
    [
      'proxyLogin=PUSER&proxyPassword=PPASS&x=1',
      'proxyLogin=[redacted]&proxyPassword=[redacted]&x=1',
    ],
    ['{"proxy":"PUSER:PPASS@1.2.3.4:3128"}', '{"proxy":"[redacted]@1.2.3.4:3128"}'],
  ])("removes a proxy's credentials that nobody named: %s", (body, kept) => {
    expect(rawReply(body, [])).toBe(kept);
  });

  it.each([
    [`{"pingback":"${callbackUrl}"}`, '{"pingback":"[redacted]"}'],
    [`{"callbackUrl":"${callbackUrl}"}`, '{"callbackUrl":"[redacted]"}'],
    [`pingback=${callbackUrl}&id=7`, 'pingback=[redacted]&id=7'],
    [`called ${callbackUrl}.`, 'called https://hooks.shop.example/understudy/[redacted].'],
    [
      callbackUrl.replaceAll('/', String.raw`\/`),
      String.raw`https:\/\/hooks.shop.example\/understudy\/[redacted]`,
    ],
    [encodeURIComponent(callbackUrl), 'https%3A%2F%2Fhooks.shop.example%2Funderstudy%2F[redacted]'],
    [`${callbackUrl}?id=7`, 'https://hooks.shop.example/understudy/[redacted]?id=7'],
  ])('removes the secret of a callback URL that nobody named: %s', (body, kept) => {
    expect(rawReply(body, [])).toBe(kept);
  });

  it('removes the secrets of the call, and bounds what is left', () => {
    expect(rawReply('OK|hunter2-hunter2', ['hunter2-hunter2'])).toBe('OK|[redacted]');
    expect(rawReply('x'.repeat(5_000), [])).toBe(`${'x'.repeat(2_000)}…`);
  });

  it.each([
    ['colons', ':'.repeat(1_000_000)],
    ['numbers', '1.2.3.4:3128:'.repeat(80_000)],
    ['at signs', '@a:1'.repeat(250_000)],
    ['open quotes', '"proxyLogin":"'.repeat(70_000)],
    ['backslashes', `"proxyLogin":"${'\\'.repeat(1_000_000)}`],
    ['slashes', '/q3k9v0a7m2c8x5z1b4n6d'.repeat(45_000)],
  ])('reads a megabyte of %s in no time', (_what, body) => {
    const startedAt = process.cpuUsage().user;
    rawReply(body, []);
    expect(process.cpuUsage().user - startedAt).toBeLessThan(1_000_000);
  });
});
