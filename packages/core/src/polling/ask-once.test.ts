import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { CallContext } from '../provider/call-context.ts';
import type { PollResult } from '../provider/poll-result.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { askOnce } from './ask-once.ts';
import type { AskOptions } from './bounded-ask.ts';
import { BoundedCalls } from './bounded-calls.ts';
import type { TicketToWatch } from './ticket-watch.ts';

const subject: TicketToWatch = {
  hasCallback: false,
  attemptId: 'attempt-1',
  ticket: { id: '77' },
  taskType: 'turnstile',
  acceptedAt: 0,
  remainingMs: () => 42_000,
  onOutcome: () => undefined,
  onStranded: () => undefined,
  onUnanswered: () => undefined,
};

function leadThat(poll: ProviderV1['poll']): AskOptions & { readonly clock: VirtualClock } {
  const clock = new VirtualClock();
  return {
    provider: { ...scriptedProvider({ id: 'lead' }), poll },
    clock,
    random: seededRandom(1),
    calls: new BoundedCalls({ clock, limitMs: 10_000 }),
  };
}

describe('askOnce', () => {
  it('asks for the ticket, in the name of its attempt', async () => {
    const asked: [unknown, CallContext][] = [];
    const options = leadThat(async (ticket, context) => {
      asked.push([ticket, context]);
      return { status: 'pending' };
    });
    expect(await askOnce(subject, options)).toEqual({ status: 'pending' });
    const { clock, random } = options;
    expect(asked).toEqual([
      [
        { id: '77' },
        expect.objectContaining({ attemptId: 'attempt-1', remainingMs: 42_000, clock, random }),
      ],
    ]);
  });

  it('puts out what a provider rejects with', async () => {
    const error = leadSaid('rate-limited', { operation: 'poll' });
    expect(
      await askOnce(
        subject,
        leadThat(() => Promise.reject(error)),
      ),
    ).toBe(error);
  });

  it('takes a rejection with anything else for a breach of the contract', async () => {
    const reply = askOnce(
      subject,
      leadThat(() => Promise.reject(new TypeError('x'))),
    );
    expect(await reply).toMatchObject({ code: 'protocol-violated', operation: 'poll' });
  });

  it('takes silence for a provider that is unavailable, and ends the call', async () => {
    let signal: AbortSignal | undefined;
    const options = leadThat((_, context) => {
      ({ signal } = context);
      return new Promise<PollResult>(() => undefined);
    });
    const reply = askOnce(subject, options);
    await options.clock.advance(9_999);
    expect(signal?.aborted).toBe(false);
    await options.clock.advance(1);
    expect(await reply).toMatchObject({
      code: 'provider-unavailable',
      operation: 'poll',
      charged: 'yes',
    });
    expect(signal?.aborted).toBe(true);
    expect(options.clock.sleeperCount).toBe(0);
  });

  it('ends at once when the router closes', async () => {
    const options = leadThat(() => new Promise<PollResult>(() => undefined));
    const reply = askOnce(subject, options);
    options.calls.stop();
    expect(await reply).toBeInstanceOf(Error);
    expect(options.clock.sleeperCount).toBe(0);
  });
});
