import http from 'node:http';

import { scaledClock, VirtualClock } from '@understudy/core/testing';
import type { Transport } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { post } from '../__fixtures__/http-client.ts';
import { outcomeOf, submitOf, type WireOutcome } from '../__fixtures__/wire-outcome.ts';
import { createFakeCore } from '../fake/create-fake-core.ts';
import type { FakeControls } from '../fake/fake-controls.ts';
import { catalogue } from '../faults/catalogue/catalogue.ts';
import { earlyStageOf } from '../faults/network/connection-fault.ts';
import { faultsOf } from '../faults/inject-schema.ts';
import type { Rule } from '../faults/rule.ts';
import { canHangInConnect } from '../http/connect-hang.ts';
import type { FakeProvider } from '../http/fake-provider.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';

interface Face {
  readonly transport: Transport;
  readonly url: string;
  readonly fake: FakeControls;
  /** Resolves when whoever has no answer by now will have none. */
  /** The first submit only: where every connection fails alike, or none. */
  readonly isShort: boolean;
  readonly quiet: (isOver: () => boolean) => Promise<void>;
}

const seed = 7;
const solveTime = { kind: 'constant', ms: 0 } as const;

const agent = new http.Agent({ keepAlive: true });
let bystander: FakeProvider;
beforeAll(async () => {
  bystander = await startFakeProvider();
});
afterAll(async () => {
  agent.destroy();
  await bystander.close();
});

/** Each of these asks and is answered after whatever was asked before. */
async function traffic(isOver: () => boolean): Promise<void> {
  const fields = { action: 'getbalance' };
  for (let round = 0; round < 8 && !isOver(); round += 1)
    await post({ fake: bystander, path: '/res.php', fields, agent });
}

/** Lets connections become idle. */
const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const kindsOf = ({ inject }: Rule): readonly string[] => faultsOf(inject).map(({ kind }) => kind);

const isShort = (rule: Rule): boolean =>
  kindsOf(rule).some((kind) => kind === 'http-status' || earlyStageOf(kind) === 'tls');

/** Where the faults of a rule can be met. */
function baseOf(fake: FakeProvider, rule: Rule): string {
  const stage = earlyStageOf(kindsOf(rule)[0] ?? '');
  if (stage === 'tls') return fake.httpsUrl ?? '';
  return stage === 'lookup' ? fake.url.replace('127.0.0.1', 'fake.test') : fake.url;
}

/** One after another, two at once, and a poll; then what the journal says of the money. */
async function story({ transport, url, fake, quiet, isShort }: Face): Promise<unknown> {
  const key = fake.apiKey;
  const ask = async (
    operation: 'submit' | 'poll',
    fields: Readonly<Record<string, string>>,
  ): Promise<WireOutcome> => {
    const patience = new AbortController();
    const { signal } = patience;
    const path = operation === 'submit' ? '/in.php' : '/res.php';
    const signals = { signal };
    const outcome = outcomeOf({ transport, url: url + path, fields, operation, signals });
    let isOver = false;
    void outcome.finally(() => (isOver = true));
    await Promise.race([outcome, quiet(() => isOver)]);
    patience.abort();
    return outcome;
  };
  const first = await ask('submit', submitOf(key, 'first'));
  if (isShort) return { first, paid: fake.journal.paidCount() };
  await turn();
  const both = await Promise.all([
    ask('submit', submitOf(key, 'second')),
    ask('submit', submitOf(key, 'third')),
  ]);
  await turn();
  const id = 'body' in first ? first.body.slice(3) : '12345';
  const poll = await ask('poll', { key, action: 'get', id });
  await quiet(() => false);
  const { tasks, events } = fake.journal;
  const losses = events.filter((event) => event.kind === 'reply-lost').map(({ why }) => why);
  const known = tasks.map(({ acceptanceDeliveredAt }) => acceptanceDeliveredAt !== undefined);
  return { first, both, poll, paid: fake.journal.paidCount(), known, losses };
}

async function overLoopback(rule: Rule): Promise<{ readonly url: string; readonly told: unknown }> {
  const tls = kindsOf(rule).some((kind) => earlyStageOf(kind) === 'tls');
  const clock = scaledClock(1_000);
  await using fake = await startFakeProvider({ seed, solveTime, tls, clock, rules: [rule] });
  const { ca, lookup } = fake;
  const transport = undiciTransport({ ca, lookup });
  const url = baseOf(fake, rule);
  const told = await story({ transport, url, fake, quiet: traffic, isShort: isShort(rule) });
  await transport.close?.();
  return { url, told };
}

async function inMemory(rule: Rule, url: string): Promise<unknown> {
  const clock = new VirtualClock();
  const fake = createFakeCore({ seed, solveTime, clock, rules: [rule] });
  const transport = fake.transport({ connectTimeoutMs: 3_600_000 });
  const quiet = async (isOver: () => boolean): Promise<void> => {
    await clock.advance(5_000);
    // What zlib does takes real time.
    await traffic(isOver);
  };
  const told = await story({ transport, url, fake, quiet, isShort: isShort(rule) });
  await transport.close?.();
  expect(clock.sleeperCount).toBe(0);
  return told;
}

/** These ask the clock, and two faces do not share one. */
const asksTheClock = ['fromMs', 'untilMs', 'windows', 'flap', 'ttlMs', 'ramp', 'burst'] as const;

const isComparable = (rule: Rule): boolean =>
  [...asksTheClock, 'soonerThanMs' as const].every((field) => rule.when?.[field] === undefined) &&
  (!kindsOf(rule).includes('hang-in-connect') || canHangInConnect);

const nameOf = ({ inject }: Rule): string =>
  faultsOf(inject)
    .map(({ kind, ...parameters }) =>
      [kind, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(' '),
    )
    .join(', ');

const cases = catalogue
  // The bytes of the others are made before the faces part.
  .filter(({ id }) => id.startsWith('N'))
  .filter(({ faces }) => faces.http === 'yes' && faces.memory === 'yes')
  .flatMap(({ id, example, variants = [] }) =>
    [example, ...variants].flatMap((rule) =>
      rule !== undefined && isComparable(rule) ? [{ id, rule, name: nameOf(rule) }] : [],
    ),
  );

describe('a transport in memory', () => {
  it.each(cases)(
    'ends as undiciTransport over loopback does under $id: $name',
    async ({ rule }) => {
      const { url, told } = await overLoopback(rule);
      expect(await inMemory(rule, url)).toEqual(told);
    },
  );
});
