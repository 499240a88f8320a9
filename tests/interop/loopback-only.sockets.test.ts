import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

import { startFakeProvider } from '@understudy/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { allowLoopbackOnly } from './loopback-only.ts';

describe('allowLoopbackOnly', () => {
  let undo = (): void => undefined;
  beforeEach(() => {
    undo = allowLoopbackOnly();
  });
  afterEach(() => undo());

  it.each([
    ['a name', () => net.connect(443, '2captcha.com')],
    ['an address', () => net.connect({ port: 80, host: '192.0.2.1' })],
    ['a request', () => http.get('http://api.anti-captcha.com/getBalance')],
  ])('lets nothing out by %s', (_by, reach) => {
    expect(reach).toThrow(/wants to leave this machine/);
  });

  it('lets a client reach a fake', async () => {
    await using fake = await startFakeProvider();
    const request = http.get(`${fake.url}/res.php`);
    await expect(once(request, 'response')).resolves.toHaveLength(1);
    request.destroy();
  });
});
