import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { VirtualClock } from '@understudy/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { turnstile } from '../__fixtures__/drive-in-php.ts';
import { codeOf, post, postPoll, postTask } from '../__fixtures__/http-client.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';
import { findingsOf } from '../journal/findings-of.ts';
import { journalHash } from '../journal/journal-hash.ts';
import type { JournalTask } from '../journal/journal-task.ts';
import { readRun } from '../journal/read-run.ts';
import { compareFindings } from './compare-findings.ts';
import { replayRun } from './replay-run.ts';

const secretKey = 'k'.repeat(32);

interface Recorded {
  readonly path: string;
  readonly hash: string;
  readonly tasks: readonly JournalTask[];
}

/** A run in which much goes wrong: a reply lost after the charge, a failure, refusals, polls after the last word. */
async function recordRun(path: string): Promise<Recorded> {
  const clock = new VirtualClock();
  await using fake = await startFakeProvider({
    clock,
    seed: 'recorded',
    accounts: [{ apiKey: secretKey }, { apiKey: 'other '.repeat(4) }],
    record: path,
    solveTime: { kind: 'lognormal', p50Ms: 8_000, p95Ms: 20_000 },
    rules: [
      {
        when: { endpoint: 'submit', first: 1, apiKey: secretKey },
        inject: { kind: 'reset-after-charge' },
      },
    ],
  });
  expect(await codeOf(postTask(fake))).toBe('ECONNRESET');
  await clock.advance(500);
  const id = (await postTask(fake)).body.slice(3);
  const noSlot = fake.use({ when: { probability: 0.5 }, inject: { kind: 'ip-banned' } });
  for (let polls = 0; polls < 4; polls += 1) {
    await clock.advance(5_000);
    await postPoll(fake, id);
  }
  noSlot.remove();
  const anew = fake.use({
    when: { endpoint: 'balance', first: 1 },
    inject: { kind: 'restart', keeps: 'all' },
  });
  await post({ fake, path: '/res.php', fields: { action: 'getbalance' } });
  anew.remove();
  fake.restart({ keeps: 'some' });
  await fake.settled();
  fake.use({ inject: { kind: 'unsolvable' } });
  const failing = await post({ fake, path: '/in.php', fields: turnstile('fails') });
  fake.account().setBalance(0);
  await postTask(fake);
  await clock.advance(60_000);
  for (const one of [id, failing.body.slice(3), failing.body.slice(3)]) await postPoll(fake, one);
  return { path, hash: fake.journal.hash(), tasks: fake.journal.tasks };
}

describe('a recorded run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-replay-'));
  let recorded: Recorded;
  beforeAll(async () => {
    recorded = await recordRun(join(folder, 'run.jsonl'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has every event and every task, and no key', async () => {
    const run = await readRun(recorded.path);
    expect(run.isTorn).toBe(false);
    expect(journalHash(run.record.events)).toBe(recorded.hash);
    expect(run.record.tasks).toEqual(recorded.tasks);
    expect(readFileSync(recorded.path, 'utf8')).not.toContain(secretKey);
  });

  it('happens again when its requests are sent again, to the very hash of its journal', async () => {
    const run = await readRun(recorded.path);
    const again = await replayRun(run);
    expect(again.events.length).toBeGreaterThan(20);
    expect(journalHash(again.events)).toBe(recorded.hash);
    const findings = compareFindings(findingsOf(run.record), findingsOf(again));
    expect(findings.map(({ finding, isFixed }) => [finding.kind, isFixed])).toEqual([
      ['suspected-paid-twice', false],
      ['poll-after-final', false],
      ['poll-after-final', false],
    ]);
  });

  it('finds a failure fixed that does not come back', async () => {
    const run = await readRun(recorded.path);
    // A client that no longer sends the submit whose reply is lost.
    const calls = new Map([...run.calls].filter(([request]) => request > 4));
    const again = await replayRun({ ...run, calls });
    const [paidTwice] = compareFindings(findingsOf(run.record), findingsOf(again));
    expect(paidTwice).toMatchObject({ isFixed: true, finding: { kind: 'suspected-paid-twice' } });
  });

  it('can be read when a crash has cut its last line off', async () => {
    const path = join(folder, 'torn.jsonl');
    writeFileSync(path, readFileSync(recorded.path));
    appendFileSync(path, '{"line":"event","event":{"seq":9');
    const run = await readRun(path);
    expect(run.isTorn).toBe(true);
    expect(run.record.tasks).toHaveLength(recorded.tasks.length);
  });

  it.each([
    ['not JSON\n', /bad\.jsonl:1 is not JSON/],
    ['{"line":"call"}\n', /bad\.jsonl:1 field "request"/],
    ['', /it has no line "start"/],
  ])('is refused by line and field when it reads %j', async (text, message) => {
    const path = join(folder, 'bad.jsonl');
    writeFileSync(path, text);
    await expect(readRun(path)).rejects.toThrow(message);
  });

  it('is refused when it is not there, and when it cannot be written', async () => {
    await expect(readRun(join(folder, 'none.jsonl'))).rejects.toThrow(/cannot be read/);
    const record = join(folder, 'none', 'run.jsonl');
    await expect(startFakeProvider({ record })).rejects.toThrow(/"record".*cannot be written/);
  });
});
