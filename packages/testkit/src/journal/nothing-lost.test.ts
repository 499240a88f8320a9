import { describe, expect, it } from 'vitest';

import { attempt, journalTask, recordOf } from '../__fixtures__/journal-record.ts';
import { nothingLost } from './nothing-lost.ts';

const collected = journalTask({ id: '70' });
const abandoned = journalTask({ id: '71', deliveredAt: undefined, finalDeliveredAt: undefined });
const knownAttempts = [attempt({ ticketId: '71' })];

describe('nothingLost', () => {
  it('finds a ready answer that nobody collected, though its ticket was known', () => {
    const verdict = nothingLost(recordOf(collected, abandoned), { attempts: knownAttempts });
    expect(verdict).toMatchObject({
      isClean: false,
      summary: '1 lost, 0 still to be collected, 0 maybe paid',
      findings: [{ kind: 'lost', taskIds: ['71'] }],
    });
  });

  it('sets apart what the router never had a ticket for', () => {
    const verdict = nothingLost(recordOf(abandoned), {
      attempts: [attempt({ outcome: 'unknown' })],
    });
    expect(verdict).toMatchObject({
      isClean: true,
      summary: '0 lost, 0 still to be collected, 1 maybe paid',
    });
  });

  it('takes an open ticket for one that is still to be collected, until its lifetime has passed', () => {
    const decisions = { attempts: knownAttempts, openTicketIds: ['71'] };
    expect(nothingLost(recordOf(abandoned), decisions)).toMatchObject({
      isClean: true,
      summary: '0 lost, 1 still to be collected, 0 maybe paid',
    });
    expect(nothingLost(recordOf({ ...abandoned, state: 'expired' }), decisions).isClean).toBe(
      false,
    );
  });

  it('counts no task that never had an answer', () => {
    const atWork = { ...abandoned, state: 'working', readyAt: undefined } as const;
    expect(nothingLost(recordOf(atWork), { attempts: knownAttempts }).isClean).toBe(true);
  });

  it('only suspects without decisions, and not what the client cannot have known', () => {
    expect(nothingLost(recordOf(abandoned)).findings).toMatchObject([{ kind: 'suspected-lost' }]);
    const replyLost = { ...abandoned, acceptanceDeliveredAt: undefined };
    expect(nothingLost(recordOf(replyLost)).isClean).toBe(true);
  });
});
