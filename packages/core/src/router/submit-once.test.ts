import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ProviderError } from '../errors/provider-error.ts';
import type { CallContext } from '../provider/call-context.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Submission } from '../provider/submission.ts';
import { scriptedProvider, type SubmitLine } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { submitOnce } from './submit-once.ts';

const task = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

interface World {
  readonly clock: VirtualClock;
  readonly reply: Promise<Submission | ProviderError>;
  readonly silentAt: readonly number[];
  readonly recalledAt: readonly number[];
  readonly recall: AbortController;
  readonly closing: AbortController;
}

function submitting(provider: ProviderV1): World {
  const clock = new VirtualClock();
  const [recall, closing] = [new AbortController(), new AbortController()];
  const silentAt: number[] = [];
  const recalledAt: number[] = [];
  const reply = submitOnce({
    provider,
    task,
    context: {
      clock,
      random: seededRandom(1),
      recall: recall.signal,
      attemptId: 'attempt-1',
      remainingMs: 120_000,
    },
    submitTimeoutMs: 15_000,
    closed: closing.signal,
    recall: () => {
      recalledAt.push(clock.now());
      recall.abort();
    },
    onSilent: () => silentAt.push(clock.now()),
  });
  return { clock, reply, silentAt, recalledAt, recall, closing };
}

const leadThat = (line: SubmitLine): World =>
  submitting(scriptedProvider({ id: 'lead', submits: [line] }));

describe('submitOnce', () => {
  it('puts out what the provider replies, and leaves nobody asleep', async () => {
    const { clock, reply, silentAt } = leadThat({ say: 'accept', afterMs: 14_999 });
    expect(await clock.runUntilSettled(reply)).toMatchObject({ status: 'accepted' });
    expect(silentAt).toEqual([]);
    expect(clock.sleeperCount).toBe(0);
  });

  it('hands over the task and everything that the provider needs for the call', async () => {
    const seen: [unknown, CallContext][] = [];
    const provider: ProviderV1 = {
      ...scriptedProvider({ id: 'lead' }),
      submit: async (given, context) => {
        seen.push([given, context]);
        return { status: 'accepted', ticket: { id: '77' } };
      },
    };
    const { reply, recall, clock } = submitting(provider);
    await reply;
    const expected = { attemptId: 'attempt-1', remainingMs: 120_000, recall: recall.signal, clock };
    expect(seen).toEqual([[task, expect.objectContaining(expected)]]);
    expect(seen[0]?.[1].signal).not.toBe(recall.signal);
  });

  it('puts out a refusal as it came', async () => {
    const { clock, reply } = leadThat({ say: 'refuse', code: 'at-capacity', retryAfterMs: 4_000 });
    expect(await clock.runUntilSettled(reply)).toMatchObject({
      code: 'at-capacity',
      charged: 'no',
      retryAfterMs: 4_000,
    });
  });

  it('takes anything else that is thrown for a breach of the contract that may have cost money', async () => {
    const provider: ProviderV1 = {
      ...scriptedProvider({ id: 'lead' }),
      submit: () => Promise.reject(new TypeError('x')),
    };
    expect(await submitting(provider).reply).toMatchObject({
      code: 'protocol-violated',
      operation: 'submit',
      charged: 'unknown',
    });
  });

  it('after 15 s without a reply recalls what was not written, and else lets the task move on', async () => {
    const { clock, silentAt, recalledAt } = leadThat({ say: 'hang' });
    await clock.advance(14_999);
    expect(recalledAt).toEqual([]);
    await clock.advance(1);
    expect(recalledAt).toEqual([15_000]);
    expect(silentAt).toEqual([15_000]);
  });

  it('hears a reply that comes within the double of that, so that its ticket is known', async () => {
    const { clock, reply, silentAt } = leadThat({ say: 'accept', afterMs: 29_999 });
    expect(await clock.runUntilSettled(reply)).toMatchObject({ status: 'accepted' });
    expect(silentAt).toEqual([15_000]);
    expect(clock.now()).toBe(29_999);
    expect(clock.sleeperCount).toBe(0);
  });

  it('ends a submit after the double of that, and then nobody knows whether it was accepted', async () => {
    const { clock, reply } = leadThat({ say: 'hang' });
    expect(await clock.runUntilSettled(reply)).toMatchObject({
      code: 'outcome-unknown',
      operation: 'submit',
      charged: 'unknown',
    });
    expect(clock.now()).toBe(30_000);
    expect(clock.sleeperCount).toBe(0);
  });

  it('takes a provider that rejects with the reason of its signal for one that stayed silent', async () => {
    const provider: ProviderV1 = {
      ...scriptedProvider({ id: 'lead' }),
      submit: async (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    };
    const { clock, reply } = submitting(provider);
    expect(await clock.runUntilSettled(reply)).toMatchObject({ code: 'outcome-unknown' });
  });

  it('learns from a recall that nothing was sent, and then nothing was silent', async () => {
    const { clock, reply, silentAt } = leadThat({ say: 'connect-hang' });
    expect(await clock.runUntilSettled(reply)).toMatchObject({
      code: 'unreachable',
      charged: 'no',
    });
    expect(clock.now()).toBe(15_000);
    expect(silentAt).toEqual([]);
    expect(clock.sleeperCount).toBe(0);
  });

  it('ends at once when the router closes, and leaves nobody asleep', async () => {
    const { clock, reply, closing, silentAt } = leadThat({ say: 'hang' });
    await clock.advance(3_000);
    closing.abort();
    expect(await reply).toMatchObject({ code: 'outcome-unknown', charged: 'unknown' });
    expect(clock.now()).toBe(3_000);
    expect(clock.sleeperCount).toBe(0);
    expect(silentAt).toEqual([]);
  });

  it('passes on what a provider says of itself when the router closes', async () => {
    const said = leadSaid('unreachable');
    const provider: ProviderV1 = {
      ...scriptedProvider({ id: 'lead' }),
      submit: async (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(said));
        }),
    };
    const { reply, closing } = submitting(provider);
    closing.abort();
    expect(await reply).toBe(said);
  });
});
