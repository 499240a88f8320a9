import { scaledClock, VirtualClock } from '@understudy/core/testing';
import type { Transport } from '@understudy/core/provider';
import { undiciTransport } from '@understudy/core/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Bystander, patiently, startBystander } from '../__fixtures__/bystander.ts';
import { baseOf } from '../__fixtures__/seen-by-node.ts';
import { outcomeOf, submitOf, type WireOutcome } from '../__fixtures__/wire-outcome.ts';
import { createFakeCore } from '../fake/create-fake-core.ts';
import type { FakeControls } from '../fake/fake-controls.ts';
import { catalogue } from '../faults/catalogue/catalogue.ts';
import { firstFaultOf } from '../faults/inject-schema.ts';
import { earlyStageOf } from '../faults/network/connection-fault.ts';
import type { Rule } from '../faults/rule.ts';
import { canHangInConnect } from '../http/connect-hang.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';

interface Face {
  readonly transport: Transport;
  readonly url: string;
  readonly fake: FakeControls;
  /** Resolves when an ask, by its number from 0, has no answer and will have none. */
  readonly patience: (nth: number, isOver: () => boolean) => Promise<void>;
}

const seed = 7;
const solveTime = { kind: 'constant', ms: 0 } as const;

let bystander: Bystander;
beforeAll(async () => {
  bystander = await startBystander();
});
afterAll(async () => bystander[Symbol.asyncDispose]());

/** Lets connections become idle. */
const turn = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Every connection fails alike, or none does: the first submit is enough. */
const isShort = ({ inject }: Rule): boolean => {
  const { kind } = firstFaultOf(inject);
  return kind === 'http-status' || earlyStageOf(kind) === 'tls';
};

/** The reply is unpacked by a thread, whose time nothing here can tell. */
const isUnpacked = ({ inject }: Rule): boolean =>
  ['gzip-bomb', 'bad-gzip', 'wrong-encoding-label'].includes(firstFaultOf(inject).kind);

const forEver = async (): Promise<void> => new Promise(() => undefined);

/** One after another, two at once, and a poll; then what the journal says of the money. */
async function story(rule: Rule, { transport, url, fake, patience }: Face): Promise<unknown> {
  const key = fake.apiKey;
  let asked = 0;
  const ask = async (
    operation: 'submit' | 'poll',
    fields: Readonly<Record<string, string>>,
  ): Promise<WireOutcome> => {
    const path = operation === 'submit' ? '/in.php' : '/res.php';
    const nth = asked;
    asked += 1;
    return patiently(
      async (signal) =>
        outcomeOf({ transport, url: url + path, fields, operation, signals: { signal } }),
      async (isOver) => patience(nth, isOver),
    );
  };
  const first = await ask('submit', submitOf(key, 'first'));
  if (isShort(rule)) return { first, paid: fake.journal.paidCount() };
  await turn();
  const both = await Promise.all([
    ask('submit', submitOf(key, 'second')),
    ask('submit', submitOf(key, 'third')),
  ]);
  await turn();
  const id = 'body' in first ? first.body.slice(3) : '12345';
  const poll = await ask('poll', { key, action: 'get', id });
  await bystander.traffic();
  const { tasks, events } = fake.journal;
  const losses = events.filter((event) => event.kind === 'reply-lost').map(({ why }) => why);
  const known = tasks.map(({ acceptanceDeliveredAt }) => acceptanceDeliveredAt !== undefined);
  return { first, both, poll, paid: fake.journal.paidCount(), known, losses };
}

interface Told {
  readonly story: unknown;
  /** The asks, by their numbers, that had no answer. */
  readonly silent: ReadonlySet<number>;
}

async function inMemory(rule: Rule, url: string): Promise<Told> {
  const clock = new VirtualClock();
  const fake = createFakeCore({ seed, solveTime, clock, rules: [rule] });
  const transport = fake.transport({ connectTimeoutMs: 3_600_000 });
  const silent = new Set<number>();
  const patience: Face['patience'] = async (nth, isOver) => {
    if (isUnpacked(rule)) return forEver();
    await clock.advance(5_000);
    if (!isOver()) silent.add(nth);
  };
  const told = await story(rule, { transport, url, fake, patience });
  await transport.close?.();
  expect(clock.sleeperCount).toBe(0);
  return { story: told, silent };
}

/** Windows are on clocks that two faces do not share. */
const isComparable = ({ when = {}, inject }: Rule): boolean =>
  when.fromMs === undefined &&
  when.untilMs === undefined &&
  (firstFaultOf(inject).kind !== 'hang-in-connect' || canHangInConnect);

describe('a transport in memory', () => {
  it.each(cases())(
    'ends as undiciTransport over loopback does under $id: $name',
    async ({ rule }) => {
      const tls = earlyStageOf(firstFaultOf(rule.inject).kind) === 'tls';
      const clock = scaledClock(1_000);
      await using fake = await startFakeProvider({ seed, solveTime, tls, clock, rules: [rule] });
      const { ca, lookup } = fake;
      const url = baseOf(fake, rule);
      const memory = await inMemory(rule, url);
      const transport = undiciTransport({ ca, lookup });
      // Who has an answer in memory is waited for here, and who has none must stay without.
      const patience: Face['patience'] = async (nth, isOver) =>
        memory.silent.has(nth) ? bystander.traffic(isOver) : forEver();
      const told = await story(rule, { transport, url, fake, patience });
      await transport.close?.();
      expect(memory.story).toEqual(told);
    },
  );
});

function cases(): readonly { readonly id: string; readonly rule: Rule; readonly name: string }[] {
  return catalogue
    .filter(({ id, faces }) => id.startsWith('N') && faces.http === 'yes' && faces.memory === 'yes')
    .flatMap(({ id, example, variants = [] }) =>
      [example, ...variants]
        .filter((rule) => rule !== undefined)
        .filter(isComparable)
        .map((rule) => ({ id, rule, name: nameOf(rule) })),
    );
}

function nameOf({ inject }: Rule): string {
  const { kind, ...parameters } = firstFaultOf(inject);
  return [kind, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(' ');
}
