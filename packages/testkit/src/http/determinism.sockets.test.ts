import http from 'node:http';

import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { turnstile } from '../__fixtures__/drive-in-php.ts';
import { post } from '../__fixtures__/http-client.ts';
import { createFakeCore } from '../fake/create-fake-core.ts';
import type { FakeControls } from '../fake/fake-controls.ts';
import type { FakeOptions } from '../fake/fake-options.ts';
import type { Rule } from '../faults/rule.ts';
import { startFakeProvider } from './start-fake-provider.ts';

const pages = Array.from({ length: 32 }, (_, index) => `page-${index}`);

/** One of each sort of schedule, over faults of the wire, of the words and of the task. */
const rules: readonly Rule[] = [
  { when: { endpoint: 'submit', probability: 0.2 }, inject: { kind: 'reset-after-charge' } },
  { when: { endpoint: 'submit', probability: 0.2 }, inject: { kind: 'wrong-answer' } },
  { when: { endpoint: 'submit', attempt: 1, probability: 0.2 }, inject: { kind: 'no-slot' } },
  {
    when: { endpoint: 'poll', burst: { goodMs: 20_000, badMs: 10_000, inBad: 0.8 } },
    inject: { kind: 'http-status', status: 502 },
  },
  {
    when: { endpoint: 'poll', perTask: true, every: 3 },
    inject: { kind: 'reply-shape', shape: 'bom' },
  },
  {
    when: { endpoint: 'poll', probability: 0.3, sameDrawPerTask: true },
    inject: { kind: 'never-ready' },
  },
  {
    when: { ramp: { from: 0, to: 0.5, overMs: 60_000 } },
    inject: { kind: 'reply-shape', shape: 'truncated' },
  },
  { when: { probability: 0.1 }, inject: { kind: 'reply-shape', shape: 'proto-keys' } },
];

type Send = (path: string, fields: Readonly<Record<string, string>>) => Promise<unknown>;

/** Submits a task for each page, then asks for all of them every 5 s. */
async function runDay(fake: FakeControls, clock: VirtualClock, send: Send): Promise<string> {
  await Promise.all(pages.map(async (page) => send('/in.php', turnstile(page))));
  for (let round = 0; round < 8; round += 1) {
    await clock.advance(5_000);
    const ids = fake.journal.tasks.map(({ id }) => id);
    await Promise.all(ids.map(async (id) => send('/res.php', { action: 'get', id })));
  }
  return fake.journal.hash();
}

const optionsWith = (seed: number): FakeOptions & { readonly clock: VirtualClock } => ({
  clock: new VirtualClock(),
  seed,
  rules,
});

async function inMemory(seed: number): Promise<string> {
  const options = optionsWith(seed);
  const fake = createFakeCore(options);
  return runDay(fake, options.clock, async (url, fields) => {
    const body = new URLSearchParams({ key: fake.apiKey, ...fields }).toString();
    const { delivery, flushed, lost } = fake.handle({ method: 'POST', url, body });
    if (delivery.kind === 'reset') lost('reset');
    else flushed();
  });
}

async function overSockets(seed: number): Promise<string> {
  const options = optionsWith(seed);
  await using fake = await startFakeProvider(options);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  try {
    return await runDay(fake, options.clock, async (path, fields) =>
      post({ fake, path, fields, agent }).catch(() => undefined),
    );
  } finally {
    agent.destroy();
  }
}

describe('a seed', () => {
  it('repeats a run in memory and over sixteen sockets, to the same hash', async () => {
    const expected = await inMemory(7);
    expect(await overSockets(7)).toBe(expected);
    expect(await overSockets(7)).toBe(expected);
    expect(await overSockets(8)).not.toBe(expected);
  });
});
