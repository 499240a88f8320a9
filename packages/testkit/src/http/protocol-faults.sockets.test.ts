import http from 'node:http';

import { describe, expect, it } from 'vitest';

import { receiveCallbacks } from '../__fixtures__/callback-receiver.ts';
import { turnstile } from '../__fixtures__/drive-in-php.ts';
import { codeOf, post, postPoll, postTask } from '../__fixtures__/http-client.ts';
import type { FakeProvider } from './fake-provider.ts';
import { startFakeProvider } from './start-fake-provider.ts';

const solveTime = { kind: 'constant', ms: 10 } as const;

/** The body of a reply as it is on the wire. */
async function bytesAt(fake: FakeProvider, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const url = `${fake.url}${path}`;
    http
      .get(url, { agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks)));
      })
      .on('error', reject);
  });
}

describe('a protocol fault on the wire', () => {
  it('writes windows-1251 in bytes that are no UTF-8, and their right number', async () => {
    const rules = [{ inject: { kind: 'reply-shape', shape: 'windows-1251' } }] as const;
    await using fake = await startFakeProvider({ dialect: 'createTask', rules });
    const bytes = await bytesAt(fake, '/getBalance');
    // The word for error, in Russian.
    expect(bytes.indexOf(Buffer.from([0xce, 0xf8, 0xe8, 0xe1, 0xea, 0xe0]))).toBe(12);
    expect(bytes.toString('utf8')).toContain('\uFFFD');
    expect(bytes.at(-1)).toBe(0x7d);
  });

  it('begins with a byte order mark', async () => {
    const rules = [{ inject: { kind: 'reply-shape', shape: 'bom' } }] as const;
    await using fake = await startFakeProvider({ rules });
    expect((await bytesAt(fake, '/res.php')).subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    );
  });

  it('puts NUL into a token', async () => {
    const rules = [{ inject: { kind: 'token-shape', shape: 'nul' } }] as const;
    await using fake = await startFakeProvider({ rules, solveTime: { kind: 'constant', ms: 0 } });
    const id = (await postTask(fake)).body.slice(3);
    const answer = (await postPoll(fake, id)).slice(3);
    expect(answer).toContain('\u0000');
    expect(fake.journal.taskIdOfAnswer(answer)).toBe(id);
  });
});

describe('a callback under a fault', () => {
  const submitWithHook = async (fake: FakeProvider, pingback: string): Promise<unknown> =>
    post({ fake, path: '/in.php', fields: { ...turnstile(), pingback } });

  it('is sent again until somebody says 2xx, as often as the fault allows', async () => {
    await using receiver = await receiveCallbacks((response, nth) => {
      response.writeHead(nth < 3 ? 503 : 200).end();
    });
    const rules = [{ inject: { kind: 'callback-insists', tries: 5, retryAfterMs: 5 } }] as const;
    await using fake = await startFakeProvider({ solveTime, rules });
    await submitWithHook(fake, receiver.url);
    await receiver.arrived(3);
    while (!fake.journal.events.some(({ kind }) => kind === 'callback-acknowledged')) {
      await postPoll(fake, '12345');
    }
    expect(receiver.received).toHaveLength(3);
  });

  it('arrives whole though its body is slow and large', async () => {
    await using receiver = await receiveCallbacks();
    const rules = [
      { when: { nth: 1 }, inject: { kind: 'callback-slow', ms: 50 } },
      { inject: { kind: 'callback-huge', bytes: 300_000 } },
    ] as const;
    await using fake = await startFakeProvider({ solveTime, rules });
    await submitWithHook(fake, receiver.url);
    await submitWithHook(fake, receiver.url);
    await receiver.arrived(2);
    const lengths = receiver.received
      .map(({ body }) => body.length)
      .toSorted((left, right) => left - right);
    expect(lengths[0]).toBeGreaterThan(100);
    expect(lengths[1]).toBeGreaterThan(300_000);
    expect(receiver.received.every(({ body }) => /id=7\d{11}&code=0/.test(body))).toBe(true);
  });
});

describe('restart', () => {
  it('ends the connections of clients, and serves again', async () => {
    const rules = [
      { when: { endpoint: 'submit', nth: 2 }, inject: { kind: 'hang-before-headers' } },
    ] as const;
    await using fake = await startFakeProvider({ rules });
    const id = (await postTask(fake)).body.slice(3);
    const hanging = codeOf(postTask(fake));
    while (fake.journal.paidCount() < 2) await postPoll(fake, id);
    fake.restart({ keeps: 'paid' });
    expect(await hanging).toBe('ECONNRESET');
    await fake.settled();
    expect(await postPoll(fake, id)).toBe('ERROR_WRONG_CAPTCHA_ID');
  });
});
