import { ProviderError } from '@understudy/core/provider';
import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey as key } from '../__fixtures__/account.ts';
import { type ApiKey, fingerprintOf, readApiKey } from './read-api-key.ts';

interface Asked {
  readonly clock?: VirtualClock;
  readonly signal?: AbortSignal;
}

const keyFrom = (
  apiKey: ApiKey,
  { clock = new VirtualClock(), signal = new AbortController().signal }: Asked = {},
): Promise<string> =>
  readApiKey({ apiKey, providerId: 'lead', operation: 'submit', context: { clock, signal } });

const failureOf = async (outcome: Promise<unknown>): Promise<ProviderError> => {
  const error: unknown = await outcome.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!ProviderError.isInstance(error)) throw new Error('no ProviderError', { cause: error });
  return error;
};

const never = (): Promise<string> => new Promise(() => undefined);

describe('readApiKey', () => {
  it('hands out a key that is text, without the line end of the file that it came from', async () => {
    await expect(keyFrom(` ${key}\n`)).resolves.toBe(key);
  });

  it('asks a function anew for each use', async () => {
    const keys = ['first-key', 'second-key'];
    const next = (): string => keys.shift() ?? '';
    await expect(keyFrom(next)).resolves.toBe('first-key');
    await expect(keyFrom(next)).resolves.toBe('second-key');
  });

  it('leaves no timer behind', async () => {
    const clock = new VirtualClock();
    await keyFrom(() => Promise.resolve(key), { clock });
    await clock.settle();
    expect(clock.sleeperCount).toBe(0);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('vault sealed');
      },
    ],
    ['rejects', () => Promise.reject(new Error('vault sealed'))],
  ])(
    'takes a function that %s for rejected credentials, with the cause',
    async (_how, apiKey: () => Promise<string>) => {
      const error = await failureOf(keyFrom(apiKey));
      expect(error).toMatchObject({
        code: 'credentials-rejected',
        charged: 'no',
        providerId: 'lead',
        operation: 'submit',
      });
      expect(error.cause).toMatchObject({ message: 'vault sealed' });
    },
  );

  it.each(['', '  '])('takes the key %j for none', async (empty) => {
    expect((await failureOf(keyFrom(() => empty))).code).toBe('credentials-rejected');
  });

  it('waits 5 s for a function, and no longer', async () => {
    const clock = new VirtualClock();
    const late = keyFrom(() => clock.sleep(4_999).then(() => key), { clock });
    await expect(clock.runUntilSettled(late)).resolves.toBe(key);

    const silent = failureOf(keyFrom(never, { clock }));
    const startedAt = clock.now();
    expect((await clock.runUntilSettled(silent)).code).toBe('credentials-rejected');
    expect(clock.now() - startedAt).toBe(5_000);
  });

  it("rejects with the signal's reason as soon as the call is ended", async () => {
    const clock = new VirtualClock();
    const call = new AbortController();
    const asked = keyFrom(never, { clock, signal: call.signal });
    const reason = new Error('the router closed');
    call.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(clock.sleeperCount).toBe(0);
  });
});

describe('fingerprintOf', () => {
  it('is 16 digits that follow the key and do not contain it', async () => {
    const first = await fingerprintOf({ apiKey: key, providerId: 'lead' });
    const second = await fingerprintOf({ apiKey: () => `${key}x`, providerId: 'lead' });
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(second).not.toBe(first);
    expect(key).not.toContain(first);
    await expect(fingerprintOf({ apiKey: `${key}\n`, providerId: 'lead' })).resolves.toBe(first);
  });

  it('fails like a call when there is no key', async () => {
    const error = await failureOf(fingerprintOf({ apiKey: () => '', providerId: 'lead' }));
    expect(error.code).toBe('credentials-rejected');
  });
});
