import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { OptionsInvalidError, TaskInvalidError } from '@understudy/core';
import { systemClock } from '@understudy/core';
import { afterAll, describe, expect, it } from 'vitest';

import { QueueFullError, UnknownJobError } from '../errors/worker-errors.ts';
import { failedJob, idOf, memoryBook, solvedJob, turnstile } from './__fixtures__/memory-book.ts';
import { scriptedStore, seenWorker } from './__fixtures__/scripted-store.ts';
import { controlDesk } from './control-desk.ts';
import { readControlFile } from './control-file.ts';
import { directDesk } from './direct-desk.ts';
import type { JobBook } from './job-book.ts';
import type { JobDesk } from './job-desk.ts';
import { limits } from './operations.ts';
import { startControl } from './start-control.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-control-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Door extends AsyncDisposable {
  readonly dataDir: string;
  readonly url: string;
  readonly token: string;
  readonly desk: JobDesk;
  readonly errors: readonly unknown[];
  readonly isDrained: () => boolean;
}

let doors = 0;

/** A control endpoint over jobs, and a client of it. */
async function doorTo(jobs: JobBook): Promise<Door> {
  doors += 1;
  const dataDir = mkdtempSync(join(folder, `${doors}-`));
  let isDrained = false;
  const errors: unknown[] = [];
  const inner = directDesk({
    engine: 'pglite',
    jobs,
    store: scriptedStore([seenWorker]),
    onDrain: () => (isDrained = true),
    close: async () => undefined,
  });
  const control = await startControl({
    desk: inner,
    dataDir,
    onError: (error) => errors.push(error),
  });
  const file = readControlFile(dataDir);
  if (file === undefined) throw new Error('there is no control file');
  const desk = controlDesk(file, { clock: systemClock });
  return {
    dataDir,
    url: `http://127.0.0.1:${control.port}/v1/`,
    token: file.token,
    desk,
    errors,
    isDrained: () => isDrained,
    async [Symbol.asyncDispose]() {
      await desk.close();
      await control.close();
    },
  };
}

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly token?: string;
  readonly type?: string;
  readonly body?: string;
}

async function send(door: Door, sent: Sent): Promise<{ status: number; message: unknown }> {
  const { path = 'status', method = 'POST', token = door.token, type = 'application/json' } = sent;
  const response = await fetch(door.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': type },
    ...(method === 'POST' ? { body: sent.body ?? '{}' } : {}),
  });
  const body = await response.json();
  return { status: response.status, message: Object(Object(body).error).message };
}

describe('startControl', () => {
  it('writes for its owner alone where it is, and takes that away at its end', async () => {
    const door = await doorTo(memoryBook());
    const path = join(door.dataDir, 'control.json');
    expect(statSync(path).mode.toString(8)).toMatch(/600$/);
    await door[Symbol.asyncDispose]();
    expect(existsSync(path)).toBe(false);
    await expect(door.desk.status()).rejects.toMatchObject({ kind: 'gone' });
  });

  it.each<[string, Sent, number, string]>([
    ['a wrong token', { token: 'x'.repeat(43) }, 401, 'the token of control.json'],
    ['a path that is nearly right', { path: 'enqueu' }, 404, 'did you mean "enqueue"?'],
    ['another method', { method: 'GET' }, 405, 'method must be POST'],
    ['what a form could send', { type: 'text/plain' }, 415, 'must be application/json'],
    ['what is not JSON', { body: '{' }, 400, 'the body is not JSON'],
    [
      'an unknown field',
      { path: 'list-dead-letters', body: '{"limt":1}' },
      400,
      'did you mean "limit"?',
    ],
    [
      'a wait that is too long',
      { path: 'wait', body: `{"jobId":"${idOf(1)}","timeoutMs":900000}` },
      400,
      'timeoutMs',
    ],
    [
      'an id that is none',
      { path: 'find', body: '{"jobId":"1 OR 1=1"}' },
      400,
      'must be the id of a job',
    ],
    [
      'a misspelt order',
      { path: 'enqueue', body: '{"orders":[{"task":{"type":"x"},"priorty":"low"}]}' },
      400,
      'did you mean "priority"?',
    ],
    ['a body that is no object', { body: '[]' }, 400, 'status'],
  ])('refuses %s', async (_what, sent, status, message) => {
    const book = memoryBook();
    await using door = await doorTo(book);
    const refused = await send(door, sent);
    expect(refused.status).toBe(status);
    expect(refused.message).toContain(message);
    expect(book.calls).toEqual([]);
    expect(door.errors).toEqual([]);
  });

  it('refuses a body that is too long before it has read it', async () => {
    await using door = await doorTo(memoryBook());
    const { port } = new URL(door.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /v1/enqueue HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${door.token}\r\n` +
        `content-type: application/json\r\ncontent-length: ${limits.requestBytes + 1}\r\n\r\n{`,
    );
    const [reply] = await once(socket, 'data');
    socket.destroy();
    expect(String(reply)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('tells nobody but its own process what went wrong inside', async () => {
    const broken = {
      ...memoryBook(),
      counts: async () => Promise.reject(new Error('password is 1234')),
    };
    await using door = await doorTo(broken);
    const refused = await send(door, {});
    expect(refused).toEqual({
      status: 500,
      message: 'the worker failed at it; its own log says how',
    });
    expect(door.errors).toEqual([new Error('password is 1234')]);
  });
});

describe('controlDesk', () => {
  it('does at the other process what is done at a desk', async () => {
    const book = memoryBook();
    await using door = await doorTo(book);
    const { desk } = door;
    expect(await desk.enqueue([{ task: turnstile, priority: 'high' }])).toEqual([
      { jobId: idOf(1), isNew: true },
    ]);
    expect(await desk.find(idOf(1))).toMatchObject({ state: 'queued', task: turnstile });
    expect(await desk.find(idOf(9))).toBeUndefined();
    book.put(failedJob(idOf(2)));
    expect(await desk.listDeadLetters({ limit: 5 })).toEqual([failedJob(idOf(2))]);
    expect(await desk.redrive({ jobIds: [idOf(2)], deadlineMs: 9 })).toBe(1);
    expect(await desk.purge({ code: 'poison', olderThanMs: 1 })).toBe(3);
    expect(await desk.status()).toMatchObject({
      engine: 'pglite',
      jobs: { queued: 2 },
      workers: [{ workerId: 'w-1', busy: 25, jobsDone: 512 }],
      isDraining: false,
    });
    await desk.requestDrain();
    expect(door.isDrained()).toBe(true);
    expect(await desk.status()).toMatchObject({ isDraining: true });
    expect(book.calls).toEqual([
      ['enqueueMany', [{ task: turnstile, priority: 'high' }]],
      ['list', { limit: 5 }],
      ['redrive', { jobIds: [idOf(2)], deadlineMs: 9 }],
      ['purge', { code: 'poison', olderThanMs: 1 }],
    ]);
  });

  it('waits for an answer, for an end, or until its time is over', async () => {
    const book = memoryBook();
    await using door = await doorTo(book);
    const [queued] = await door.desk.enqueue([{ task: turnstile }]);
    book.put(solvedJob(idOf(2)));
    book.put(failedJob(idOf(3)));
    expect(await door.desk.waitFor(idOf(2), { timeoutMs: 60_000 })).toEqual(solvedJob(idOf(2)));
    expect(await door.desk.waitFor(idOf(3), { timeoutMs: 60_000 })).toMatchObject({
      state: 'failed',
    });
    const waited = await door.desk.waitFor(queued?.jobId ?? '', { timeoutMs: 10 });
    expect(waited.state).toBe('queued');
    expect(book.calls.slice(-3)).toEqual([
      ['wait', limits.waitMs],
      ['wait', limits.waitMs],
      ['wait', 10],
    ]);
  });

  it.each([
    new QueueFullError({ capacity: 10_000, retryAfterMs: 250 }),
    new OptionsInvalidError({
      option: 'deadlineMs',
      message: 'enqueue: option "deadlineMs": too long',
    }),
    new TaskInvalidError({ message: 'field "siteKey": missing', field: 'siteKey' }),
    new UnknownJobError(idOf(4)),
  ])('rejects with what the other process threw: %s', async (error) => {
    await using door = await doorTo({
      ...memoryBook(),
      enqueueMany: async () => Promise.reject(error),
    });
    const thrown: unknown = await door.desk
      .enqueue([{ task: turnstile }])
      .catch((reason) => reason);
    expect(thrown).toBeInstanceOf(error.constructor);
    const factsOf = (value: unknown): object => {
      const { code, message, ...rest } = Object(value);
      return { code, message, ...rest };
    };
    expect(factsOf(thrown)).toEqual(factsOf(error));
  });

  it('enqueues more than one request holds, in order', async () => {
    const book = memoryBook();
    await using door = await doorTo(book);
    const orders = Array.from({ length: limits.orders + 5 }, () => ({ task: turnstile }));
    const enqueued = await door.desk.enqueue(orders);
    expect(enqueued.map(({ jobId }) => jobId)).toEqual(orders.map((_, index) => idOf(index + 1)));
    expect(book.calls).toHaveLength(2);
  });

  it('takes a file that is left of a process that is gone for none', () => {
    const dataDir = mkdtempSync(join(folder, 'left-'));
    const file = { port: 4_242, token: 'x'.repeat(43), pid: 2 ** 30 };
    writeFileSync(join(dataDir, 'control.json'), JSON.stringify(file));
    expect(readControlFile(dataDir)).toBeUndefined();
  });
});
