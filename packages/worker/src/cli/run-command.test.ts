import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { failedJob, idOf, solvedJob, turnstile } from '../control/__fixtures__/memory-book.ts';
import { QueueFullError } from '../errors/worker-errors.ts';
import { fakeParts, type FakeParts } from './__fixtures__/fake-parts.ts';
import { fakeShell, type FakeShellInit } from './__fixtures__/fake-shell.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-worker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'understudy-data', 'db'), { recursive: true });
const password = 'swordfish/7';
const url = `postgres://worker:${encodeURIComponent(password)}@db.example/jobs`;
writeFileSync(
  join(folder, 'postgres.json'),
  JSON.stringify({ database: { engine: 'postgres', connectionString: url } }),
);

interface Ran {
  readonly code: number;
  readonly output: string;
  readonly said: string;
}

async function ran(
  words: readonly string[],
  { parts = fakeParts(), ...init }: Partial<FakeShellInit> & { readonly parts?: FakeParts } = {},
): Promise<Ran> {
  const shell = fakeShell({ cwd: folder, ...init });
  const code = await runCommand({ words, shell, parts });
  return { code, output: shell.output(), said: shell.said() };
}

const task = JSON.stringify(turnstile);

describe('runCommand', () => {
  it.each([
    [['strat'], 'no command "strat", did you mean "start"?'],
    [['start', '--confg', 'x'], 'no flag "--confg", did you mean "--config"?'],
    [['start', '--config'], '--config needs a value: worker.json'],
    [['start', '--help=yes'], '--help takes no value'],
    [['start', 'now'], '"now" is no flag'],
    [['start'], 'set CAPTCHAAI_API_KEY'],
    [['start', '--config', 'none.json'], 'none.json cannot be read'],
    [['status', '--data-dir', 'elsewhere'], 'there is no database in'],
    [
      ['status', '--config', 'postgres.json', '--data-dir', 'x'],
      'the configuration has PostgreSQL',
    ],
    [['enqueue'], 'enqueue wants a task as JSON, or --file'],
    [['enqueue', task, '--file', 'x'], 'enqueue wants a task as JSON, or --file'],
    [['enqueue', '{"type":'], 'task 1 is not JSON'],
    [['enqueue', '[]'], 'task 1 is no object'],
    [
      ['enqueue', '{"task":{"type":"x"},"priorty":"low"}'],
      'task 1: unknown field "priorty", did you mean "priority"?',
    ],
    [['enqueue', task, '--priority', 'hihg'], 'no priority "hihg", did you mean "high"?'],
    [['enqueue', task, '--deadline', '5'], '--deadline: "5" is no duration'],
    [['enqueue', task, task, '--dedupe-key', 'k'], 'several tasks cannot share a key'],
    [['enqueue', task, '--wait'], 'no worker is at work'],
    [['dlq'], 'dlq wants one of list, show, redrive, purge'],
    [['dlq', 'lits'], 'no word of dlq "lits", did you mean "list"?'],
    [['dlq', 'list', '--limit', '0'], '--limit: "0" is no number from 1 to 1000'],
    [['dlq', 'list', '--all'], '--all says nothing to dlq list'],
    [['dlq', 'show'], 'dlq show wants the id of one job'],
    [['dlq', 'show', '17'], '"17" is no id of a job'],
    [['dlq', 'redrive'], 'wants the ids of jobs, --code, or --all'],
    [['dlq', 'purge', '--all', '--code', 'x'], '--all goes with nothing that narrows it'],
  ])('refuses %j with 2, opens nothing and prints nothing else', async (words, message) => {
    const parts = fakeParts();
    const { code, output, said } = await ran(words, { parts });
    expect({ code, output, opened: parts.book.calls }).toEqual({ code: 2, output: '', opened: [] });
    expect(said).toContain(message);
  });

  it.each(['start', 'enqueue', 'status', 'dlq', 'drain'])(
    'says what can be typed after %s',
    async (name) => {
      const { code, output, said } = await ran([name, '--help']);
      expect({ code, said }).toEqual({ code: 0, said: '' });
      expect(output).toContain(`understudy-worker ${name}`);
      expect(output).toContain('--data-dir DIR');
    },
  );

  it('names every command', async () => {
    const { code, output } = await ran(['--help']);
    expect(code).toBe(0);
    expect(output.match(/^understudy-worker \w+/gm)).toHaveLength(5);
  });

  it('shows no password, whatever the database says', async () => {
    const parts = {
      ...fakeParts(),
      openQueue: async () => Promise.reject(new Error(`cannot reach ${url}: ${password}`)),
    };
    const { code, output, said } = await ran(['status', '--config', 'postgres.json'], { parts });
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(said).toBe('understudy-worker status: cannot reach [redacted]: [redacted]\n');
  });
});

describe('understudy-worker enqueue', () => {
  it('enqueues tasks and orders, with what the flags say of those that do not say otherwise', async () => {
    const parts = fakeParts();
    const lines = [task, '', JSON.stringify({ task: turnstile, priority: 'low', dedupeKey: 'k' })];
    const flags = ['--priority', 'high', '--deadline', '10m', '--delay', '1s'];
    const result = await ran(['enqueue', '--file', 'tasks.jsonl', ...flags], {
      parts,
      files: { 'tasks.jsonl': lines },
    });
    expect(result).toMatchObject({ code: 0, output: `${idOf(1)}\n${idOf(2)}\n` });
    const common = { task: turnstile, deadlineMs: 600_000, notBeforeAtEpochMs: 1_800_000_001_000 };
    expect(parts.book.calls).toEqual([
      [
        'enqueueMany',
        [
          { ...common, priority: 'high' },
          { ...common, priority: 'low', dedupeKey: 'k' },
        ],
      ],
    ]);
    expect(parts.log).toEqual(['open queue', 'close']);
  });

  it('says how many were enqueued when the queue is full', async () => {
    const parts = fakeParts();
    const { enqueueMany } = parts.book;
    let calls = 0;
    const filling = {
      ...parts,
      openQueue: async (config: Parameters<FakeParts['openQueue']>[0]) => ({
        ...(await parts.openQueue(config)),
        jobs: {
          ...parts.book,
          enqueueMany: async (orders: Parameters<typeof enqueueMany>[0]) => {
            calls += 1;
            if (calls > 1) throw new QueueFullError({ capacity: 500, retryAfterMs: 250 });
            return await enqueueMany(orders);
          },
        },
      }),
    };
    const files = { '-': Array.from({ length: 501 }, () => task) };
    const { code, said } = await ran(['enqueue', '--file', '-'], { parts: filling, files });
    expect(code).toBe(1);
    expect(said).toContain('the first 500 tasks were enqueued, the others were not');
    expect(said).toContain('try again in 250 ms');
  });

  it('prints what has become of the jobs that it waits for, and ends with 1 for one without an answer', async () => {
    const parts = fakeParts();
    const solving = {
      ...parts.book,
      enqueueMany: async () => [1, 2].map((number) => ({ jobId: idOf(number), isNew: true })),
    };
    parts.book.put(solvedJob(idOf(1)));
    parts.book.put(failedJob(idOf(2)));
    const { code, output } = await ran(
      ['enqueue', task, task, '--wait', '--config', 'postgres.json'],
      {
        parts: {
          ...parts,
          openQueue: async (c) => ({ ...(await parts.openQueue(c)), jobs: solving }),
        },
      },
    );
    expect(code).toBe(1);
    expect(
      output
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toMatchObject([
      {
        jobId: idOf(1),
        state: 'solved',
        solution: { token: 'the-token' },
        providerId: 'captchaai',
      },
      { jobId: idOf(2), state: 'failed', code: 'all-attempts-failed', charged: 'no' },
    ]);
  });
});

describe('understudy-worker dlq', () => {
  it.each<[readonly string[], unknown, string]>([
    [
      ['redrive', idOf(1), idOf(2), '--deadline', '1h'],
      ['redrive', { jobIds: [idOf(1), idOf(2)], limit: 100, deadlineMs: 3_600_000 }],
      '2 queued again',
    ],
    [
      ['redrive', '--code', 'poison', '--limit', '5'],
      ['redrive', { code: 'poison', limit: 5 }],
      '7 queued again',
    ],
    [['redrive', '--all'], ['redrive', { limit: 100 }], '7 queued again'],
    [
      ['purge', '--older-than', '7d'],
      ['purge', { olderThanMs: 604_800_000, limit: 100 }],
      '3 purged',
    ],
    [['purge', idOf(1)], ['purge', { jobIds: [idOf(1)], limit: 100 }], '1 purged'],
  ])('does %j', async (words, call, output) => {
    const parts = fakeParts();
    expect(await ran(['dlq', ...words], { parts })).toMatchObject({
      code: 0,
      output: `${output}\n`,
    });
    expect(parts.book.calls).toEqual([call]);
  });

  it('lists and shows, as JSON too, and hides the accounts of tasks', async () => {
    const parts = fakeParts();
    const proxy = { type: 'http', host: '10.0.0.1', port: 80, username: 'me', password } as const;
    parts.book.put(failedJob(idOf(1), { ...turnstile, proxy }));
    expect((await ran(['dlq', 'list'], { parts })).output).toContain('all-attempts-failed');
    const shown = await ran(['dlq', 'show', idOf(1), '--json'], { parts });
    expect(JSON.parse(shown.output)).toMatchObject({ jobId: idOf(1), state: 'failed' });
    for (const words of [
      ['list', '--json'],
      ['show', idOf(1)],
      ['show', idOf(1), '--json'],
    ])
      expect((await ran(['dlq', ...words], { parts })).output).not.toContain(password);
  });

  it('ends with 1 for a job that is not there', async () => {
    const { code, said } = await ran(['dlq', 'show', idOf(9)]);
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining(`no job "${idOf(9)}"`),
    });
  });
});
