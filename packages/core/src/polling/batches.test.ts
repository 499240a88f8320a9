import { describe, expect, it } from 'vitest';

import type { ProviderV1 } from '../provider/provider-v1.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { watchOf } from './__fixtures__/watch-of.ts';
import { Batches } from './batches.ts';
import type { TicketWatch } from './ticket-watch.ts';

const batchPoll = { maxTickets: 100, taskTypes: ['turnstile'] };
const lead = scriptedProvider({ id: 'lead', batchPoll });

/** How many tickets go together, of two that are due. */
function together(provider: ProviderV1, spoil?: (other: TicketWatch) => void): number | undefined {
  const batches = new Batches(provider);
  const [due, other] = [watchOf('due'), watchOf('other')];
  for (const watch of [due, other]) batches.pool.put(watch);
  spoil?.(other);
  const plan = batches.planFor(due, 0);
  return plan.kind === 'ask' ? plan.tickets.length : undefined;
}

describe('Batches', () => {
  it('are asked for where the provider declares them and has them', () => {
    expect(together(lead)).toBe(2);
    expect(together(scriptedProvider({ id: 'lead' }))).toBe(1);
    expect(together(scriptedProvider({ id: 'lead', supports: { batchPoll } }))).toBe(1);
    expect(together({ ...lead, supports: { ...lead.supports, batchPoll: undefined } })).toBe(1);
  });

  it('leave out a ticket that goes alone', () => {
    expect(together(lead, (other) => (other.goesAlone = true))).toBe(1);
  });

  it('are not asked for while nobody trusts them', () => {
    const batches = new Batches(lead);
    const [due, other] = [watchOf('due'), watchOf('other')];
    for (const watch of [due, other]) batches.pool.put(watch);
    for (const at of [1, 2, 3]) batches.trust.noteFailed({ sentAt: at, now: at });
    expect(batches.planFor(due, 4)).toEqual({ kind: 'ask', tickets: [due] });
  });

  it('go at once when as many have gathered as the service takes', () => {
    const provider = scriptedProvider({ id: 'lead', batchPoll: { ...batchPoll, maxTickets: 3 } });
    const batches = new Batches(provider);
    const watches = ['1', '2', '3', '4', '5'].map((id) => watchOf(id));
    for (const [index, watch] of watches.entries()) {
      watch.intervalMs = 5_000;
      watch.askableAt = index * 100;
      batches.pool.put(watch);
    }
    const kinds = watches.map((watch, index) => batches.planFor(watch, index * 100).kind);
    expect(kinds).toEqual(['ask', 'gather', 'gather', 'gather', 'ask']);
  });
});
