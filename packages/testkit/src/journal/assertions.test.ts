import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, submit, turnstile } from '../__fixtures__/drive-in-php.ts';
import { journalTask } from '../__fixtures__/journal-record.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import type { Rule } from '../faults/rule.ts';
import { allSocketsClosed } from './all-sockets-closed.ts';
import { connectionsReused } from './connections-reused.ts';
import type { JournalEntry } from './journal-event.ts';
import type { JournalRecord } from './journal-record.ts';
import { pollsAfterFinal } from './polls-after-final.ts';
import { tasksOfEvents } from './tasks-of-events.ts';

const solveMs = 10_000;

function startFake(...rules: readonly Rule[]): {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
} {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: solveMs } as const;
  return { clock, fake: createFakeCore({ clock, seed: 'b7', solveTime, rules }) };
}

const kindsOf = ({ findings }: { findings: readonly { kind: string }[] }): readonly string[] =>
  findings.map(({ kind }) => kind);

function recordWith(...entries: readonly JournalEntry[]): JournalRecord {
  const events = entries.map((entry, index) => ({ seq: index + 1, atMs: index, ...entry }));
  return { seed: '7', events, tasks: [] };
}

const pollOn = (connection: number, ...taskIds: readonly string[]): JournalEntry => ({
  kind: 'request',
  subject: 'login',
  endpoint: 'poll',
  taskIds,
  connection,
  isKeyInUrl: false,
});

describe('pollGap', () => {
  it('wants the first poll and those after it to wait', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake);
    await clock.advance(4_000);
    poll(fake, id);
    await clock.advance(2_000);
    poll(fake, id);
    expect(fake.journal.pollGap({ minMs: 2_000, firstMs: 4_000 }).isClean).toBe(true);
    const hasty = fake.journal.pollGap({ minMs: 2_000, firstMs: 5_000 });
    expect(hasty.findings).toMatchObject([{ kind: 'poll-too-soon', taskIds: [id] }]);
    expect(hasty.findings[0]?.why).toContain('4.000 s after its acceptance, not 5.000 s');
    expect(fake.journal.pollGap({ minMs: 2_001, firstMs: 0 }).isClean).toBe(false);
  });
});

describe('pollsAfterFinal', () => {
  it('tells the story of each of many findings in no time', () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `7${index}`);
    const events = ids.flatMap((id) => Array.from({ length: 8 }, () => pollOn(1, id)));
    const tasks = ids.map((id) => journalTask({ id, polls: 8, pollsAfterFinal: 7 }));
    const begun = performance.now();
    const { findings } = pollsAfterFinal({ ...recordWith(...events), tasks });
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(findings).toHaveLength(5_000);
    expect(findings.map(({ timeline }) => timeline.length)).toEqual(ids.map(() => 8));
    expect(findings[1]?.timeline[0]).toContain('#9  0.008s  request');
  });
});

describe('nothingLost', () => {
  it('does not miss an answer that the client was told there is none of', async () => {
    const { clock, fake } = startFake({
      when: { endpoint: 'poll' },
      inject: { kind: 'unsolvable' },
    });
    const id = submit(fake);
    await clock.advance(solveMs);
    expect(poll(fake, id)).toBe('ERROR_CAPTCHA_UNSOLVABLE');
    expect(fake.journal.tasks).toMatchObject([{ state: 'unsolvable', readyAt: undefined }]);
    expect(fake.journal.nothingLost().isClean).toBe(true);
    const { events } = fake.journal;
    expect(tasksOfEvents(events, new Map())).toMatchObject([{ readyAt: undefined }]);
  });
});

describe('answersMatchTasks', () => {
  it("finds a stranger's answer, and shows none", async () => {
    const { clock, fake } = startFake();
    const [login, checkout] = [submit(fake), submit(fake, turnstile('checkout'))];
    await clock.advance(solveMs);
    const answer = poll(fake, login).slice(3);
    const own = { answer, taskId: login, pageUrl: 'https://shop.example/login' };
    expect(fake.journal.answersMatchTasks([own]).isClean).toBe(true);
    const foreign = fake.journal.answersMatchTasks([
      { ...own, taskId: checkout },
      { answer: 'made up' },
    ]);
    expect(kindsOf(foreign)).toEqual(['foreign-answer', 'foreign-answer']);
    expect(foreign.findings[0]?.taskIds).toEqual([checkout, login]);
    expect(JSON.stringify(foreign)).not.toContain(answer);
  });
});

describe('noRequestAfterAbort', () => {
  it('finds requests after the abort and its grace, about the tasks that are meant', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake);
    await clock.advance(3_000);
    poll(fake, id);
    expect(kindsOf(fake.journal.noRequestAfterAbort({ atMs: 1_000 }))).toEqual([
      'request-after-abort',
    ]);
    expect(fake.journal.noRequestAfterAbort({ atMs: 1_000, graceMs: 2_000 }).isClean).toBe(true);
    expect(fake.journal.noRequestAfterAbort({ atMs: 0, taskIds: ['another'] }).isClean).toBe(true);
  });
});

describe('maxInFlight', () => {
  it('counts the tasks at work, and not those that have their answer', async () => {
    const { clock, fake } = startFake();
    submit(fake);
    await clock.advance(solveMs);
    const second = submit(fake, turnstile('second'));
    const third = submit(fake, turnstile('third'));
    expect(fake.journal.maxInFlight(2).isClean).toBe(true);
    expect(fake.journal.maxInFlight(1).findings).toMatchObject([
      { kind: 'too-many-in-flight', taskIds: [second, third] },
    ]);
  });
});

describe('respectsRetryAfter', () => {
  it('wants the endpoint left alone for as long as the reply had asked', async () => {
    const { clock, fake } = startFake({
      when: { endpoint: 'submit', first: 1 },
      inject: { kind: 'http-status', status: 429, retryAfterSeconds: 20 },
    });
    exchange(fake, '/in.php', turnstile());
    await clock.advance(19_999);
    exchange(fake, '/res.php', { action: 'getbalance' });
    expect(fake.journal.respectsRetryAfter().isClean).toBe(true);
    submit(fake);
    expect(fake.journal.respectsRetryAfter().findings[0]?.why).toMatch(
      /submit by account-1\) came 0\.001 s before/,
    );
  });

  it('is content with a request at the very instant', async () => {
    const { clock, fake } = startFake({
      when: { first: 1 },
      inject: { kind: 'http-status', status: 503, retryAfterSeconds: 1 },
    });
    exchange(fake, '/in.php', turnstile());
    await clock.advance(1_000);
    submit(fake);
    expect(fake.journal.respectsRetryAfter().isClean).toBe(true);
  });
});

describe('connectionsReused', () => {
  it('wants several requests on a connection, and does not count broken ones', () => {
    expect(connectionsReused(recordWith(pollOn(1), pollOn(1), pollOn(2))).isClean).toBe(false);
    const lost = { kind: 'reply-lost', subject: 'login', request: 3, why: 'reset' } as const;
    expect(connectionsReused(recordWith(pollOn(1), pollOn(1), pollOn(2), lost)).isClean).toBe(true);
  });
});

describe('allSocketsClosed', () => {
  it('finds the connections that are still open', () => {
    const opened = { kind: 'connection-opened', subject: 'connections', connection: 1 } as const;
    const closed = { ...opened, kind: 'connection-closed' } as const;
    expect(allSocketsClosed(recordWith(opened, closed)).isClean).toBe(true);
    expect(kindsOf(allSocketsClosed(recordWith(opened)))).toEqual(['socket-left-open']);
  });
});

describe('spentAtMost', () => {
  it('counts what was charged and not paid back', () => {
    const { fake } = startFake();
    submit(fake);
    expect(fake.journal.spentAtMost(0.00299).isClean).toBe(true);
    expect(kindsOf(fake.journal.spentAtMost(0.002))).toEqual(['overspent']);
  });
});

describe('histogram', () => {
  it('says how polls and times were spread', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake);
    for (const waitMs of [4_000, 5_000, 6_000]) {
      await clock.advance(waitMs);
      poll(fake, id);
    }
    const { journal } = fake;
    expect(journal.histogram('polls')).toEqual({ count: 1, min: 3, p50: 3, p95: 3, max: 3 });
    expect(journal.histogram('poll-gap')).toMatchObject({ count: 2, min: 5_000, max: 6_000 });
    expect(journal.histogram('solve-time').p50).toBe(solveMs);
    expect(journal.histogram('pick-up').p50).toBe(5_000);
  });
});
