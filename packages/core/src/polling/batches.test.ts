import { describe, expect, it } from 'vitest';

import type { ProviderV1 } from '../provider/provider-v1.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { Batches } from './batches.ts';
import { TicketWatch } from './ticket-watch.ts';

const batchPoll = { maxTickets: 100, taskTypes: ['turnstile'] };

const watchOf = (taskType: string): TicketWatch =>
  new TicketWatch({
    hasCallback: false,
    attemptId: 'attempt-1',
    ticket: {},
    taskType,
    acceptedAt: 0,
    remainingMs: () => 1_000,
    onOutcome: () => undefined,
    onStranded: () => undefined,
    onUnanswered: () => undefined,
  });

/** How many tickets go together, of two that are due. */
function togetherAt(
  provider: ProviderV1,
  taskType = 'turnstile',
  spoil?: (other: TicketWatch) => void,
) {
  const [due, other] = [watchOf(taskType), watchOf(taskType)];
  spoil?.(other);
  const plan = new Batches(provider).planFor(due, { now: 0, waiting: () => [due, other] });
  return plan.kind === 'ask' ? plan.tickets.length : undefined;
}

describe('Batches', () => {
  it('are asked for where the provider declares them and has them', () => {
    expect(togetherAt(scriptedProvider({ id: 'lead', batchPoll }))).toBe(2);
    expect(togetherAt(scriptedProvider({ id: 'lead' }))).toBe(1);
    expect(togetherAt(scriptedProvider({ id: 'lead', supports: { batchPoll } }))).toBe(1);
    const undeclared = { ...scriptedProvider({ id: 'lead', batchPoll }) };
    expect(
      togetherAt({ ...undeclared, supports: { ...undeclared.supports, batchPoll: undefined } }),
    ).toBe(1);
  });

  it('hold the types that may be asked for together', () => {
    expect(togetherAt(scriptedProvider({ id: 'lead', batchPoll }), 'image')).toBe(1);
  });

  it('leave out a ticket that goes alone', () => {
    const provider = scriptedProvider({ id: 'lead', batchPoll });
    expect(togetherAt(provider, 'turnstile', (other) => (other.goesAlone = true))).toBe(1);
  });
});
