import { createServer } from 'node:http';

import { createRouter } from '@understudy/core';
import { scaledClock } from '@understudy/core/testing';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import { startFakeProvider } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { expectNoKey, quick, startPair, turnstile } from './__fixtures__/pair.ts';

describe('over real sockets, an account', () => {
  it('whose key is revoked is latched after one try, and the backup takes over', async () => {
    await using pair = await startPair();
    pair.lead.account().revoke();
    for (let round = 0; round < 3; round += 1) {
      const solved = await pair.router.solve(turnstile);
      expect(solved.providerId).toBe('backup');
      pair.assertHonest(solved);
    }
    expect(pair.lead.journal.submits).toHaveLength(1);
    expect(pair.router.health().providers[0]).toMatchObject({
      latch: { reason: 'credentials-rejected' },
      breaker: { state: 'closed' },
    });
  });

  it('is found again by a free call once its key works, without a paid probe', async () => {
    const clock = scaledClock(400);
    const solveTime = { kind: 'constant', ms: 10_000 } as const;
    await using lead = await startFakeProvider({ dialect: 'captchaai', seed: 1, clock, solveTime });
    await using backup = await startFakeProvider({ seed: 2, clock, solveTime });
    const unlatched = Promise.withResolvers<void>();
    await using router = createRouter({
      providers: [
        captchaai({ id: 'lead', apiKey: lead.apiKey, baseUrl: lead.url }),
        compatible({
          id: 'backup',
          profile: '2captcha',
          apiKey: backup.apiKey,
          baseUrl: backup.url,
        }),
      ],
      clock,
      deadlineMs: 600_000,
      onEvent: ({ type }) => {
        if (type === 'account-unlatched') unlatched.resolve();
      },
    });
    lead.account().revoke();
    expect((await router.solve(turnstile)).providerId).toBe('backup');
    lead.account().restore();
    // The latch's own timer keeps no script alive, so something else must: a running task.
    const other = router.solve(turnstile);
    await Promise.all([unlatched.promise, other, clock.sleep(300_000)]);
    expect(lead.journal.submits).toHaveLength(1);
    expect((await router.solve(turnstile)).providerId).toBe('lead');
  });

  it('is found again at once when its key is a new one', async () => {
    const solveTime = { kind: 'constant', ms: 60 } as const;
    await using lead = await startFakeProvider({ dialect: 'captchaai', seed: 1, solveTime });
    await using backup = await startFakeProvider({ seed: 2, solveTime });
    let key = lead.apiKey;
    const timing = quick;
    await using router = createRouter({
      providers: [
        captchaai({ id: 'lead', apiKey: () => key, baseUrl: lead.url, timing }),
        compatible({
          id: 'backup',
          profile: '2captcha',
          apiKey: async () => backup.apiKey,
          baseUrl: backup.url,
          timing,
        }),
      ],
    });
    lead.account().revoke();
    expect((await router.solve(turnstile)).providerId).toBe('backup');
    lead.account().restore();
    key = lead.account().rotateKey();
    expect((await router.solve(turnstile)).providerId).toBe('lead');
  });

  it('is not blamed, and nobody else asked, when the site key is bad', async () => {
    await using pair = await startPair();
    const submits: string[] = [];
    const server = createServer((request, response) => {
      submits.push(String(request.url));
      response.end('{"status":0,"request":"ERROR_WRONG_GOOGLEKEY"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = Object(server.address());
    const apiKey = 'c0ffee00c0ffee00c0ffee00c0ffee00';
    const baseUrl = `http://127.0.0.1:${address.port}`;
    await using router = createRouter({
      providers: [
        captchaai({ id: 'lead', apiKey, baseUrl, timing: quick }),
        compatible({
          id: 'backup',
          profile: '2captcha',
          apiKey: pair.backup.apiKey,
          baseUrl: pair.backup.url,
          timing: quick,
        }),
      ],
    });
    const error = await router.solve(turnstile).catch((caught: unknown) => caught);
    server.close();
    expect(error).toMatchObject({
      code: 'task-invalid',
      charged: 'no',
      cause: { rawCode: 'ERROR_WRONG_GOOGLEKEY' },
    });
    expectNoKey(error, [apiKey]);
    expect(submits).toEqual(['/in.php']);
    expect(pair.backup.journal.submits).toHaveLength(0);
    expect(router.health().providers[0]?.breaker.state).toBe('closed');
  });
});
