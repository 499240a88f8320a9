import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { PollManyEntry } from '../provider/poll-result.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { askMany } from './ask-many.ts';
import { BoundedCalls } from './bounded-calls.ts';
import type { TicketToWatch } from './ticket-watch.ts';

const subjectOf = (id: string, remainingMs: number): TicketToWatch => ({
  hasCallback: false,
  attemptId: `attempt-${id}`,
  ticket: { id },
  taskType: 'turnstile',
  acceptedAt: 0,
  remainingMs: () => remainingMs,
  onOutcome: () => undefined,
  onStranded: () => undefined,
  onUnanswered: () => undefined,
});

async function ask(pollMany: ProviderV1['pollMany']): Promise<unknown> {
  const clock = new VirtualClock();
  const provider = scriptedProvider({ id: 'lead' });
  const calls = new BoundedCalls({ clock, limitMs: 10_000 });
  const options = {
    provider: pollMany === undefined ? provider : { ...provider, pollMany },
    clock,
    random: seededRandom(1),
    calls,
  };
  return clock.runUntilSettled(askMany([subjectOf('7', 1_000), subjectOf('8', 5_000)], options));
}

const pending: PollManyEntry = { status: 'pending' };

describe('askMany', () => {
  it('asks for all tickets at once, in their order', async () => {
    const asked: unknown[] = [];
    const reply = await ask(async (tickets, { attemptId, remainingMs }) => {
      asked.push([tickets, attemptId, remainingMs]);
      return [pending, { status: 'unanswered' }];
    });
    expect(asked).toEqual([[[{ id: '7' }, { id: '8' }], 'attempt-7', 5_000]]);
    expect(reply).toEqual([pending, { status: 'unanswered' }]);
  });

  it('puts out what a provider rejects with, and takes silence for a failure', async () => {
    const error = leadSaid('rate-limited', { operation: 'poll' });
    expect(await ask(() => Promise.reject(error))).toBe(error);
    expect(await ask(() => new Promise(() => undefined))).toMatchObject({
      code: 'provider-unavailable',
    });
  });

  it('takes a reply of another length, and a provider without batches, for a breach of the contract', async () => {
    expect(await ask(async () => [pending])).toMatchObject({ code: 'protocol-violated' });
    expect(await ask(undefined)).toMatchObject({ code: 'protocol-violated' });
  });
});
