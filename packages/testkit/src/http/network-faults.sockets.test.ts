import http from 'node:http';

import { scaledClock } from '@understudy/core/testing';
import { undiciTransport } from '@understudy/core/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Bystander, patiently, startBystander } from '../__fixtures__/bystander.ts';
import {
  conversation,
  endOfConversation,
  postTask,
  rawSubmit,
} from '../__fixtures__/http-client.ts';
import { baseOf, seenByFetch, seenByNodeHttp } from '../__fixtures__/seen-by-node.ts';
import { outcomeOf, submitOf, type WireOutcome } from '../__fixtures__/wire-outcome.ts';
import { catalogue } from '../faults/catalogue/catalogue.ts';
import { firstFaultOf } from '../faults/inject-schema.ts';
import { earlyStageOf } from '../faults/network/connection-fault.ts';
import type { Rule } from '../faults/rule.ts';
import { canHangInConnect } from './connect-hang.ts';
import type { FakeProvider } from './fake-provider.ts';
import { startFakeProvider } from './start-fake-provider.ts';

type Seen = readonly [
  id: string,
  undici: string,
  nodeHttp: string,
  /** What fetch sees where it does not see what undici sees. */
  fetch?: string,
];

const reset = 'outcome-unknown ECONNRESET';
const closed = 'outcome-unknown UND_ERR_SOCKET';
const notHttp = 'outcome-unknown HTTPParserError';
const hangs = 'outcome-unknown abort';
const sound = '200 15';

/** What is seen of the example of each entry whose effect is an error, a silence, or a reply with a body of its own. */
const seen: readonly Seen[] = [
  ['N01', 'unreachable ECONNREFUSED', 'ECONNREFUSED'],
  ['N03', reset, 'ECONNRESET'],
  ['N04', closed, 'ECONNRESET'],
  ['N05', reset, 'ECONNRESET'],
  ['N06', closed, 'ECONNRESET'],
  ['N07', reset, 'ECONNRESET'],
  ['N08', reset, 'ECONNRESET'],
  ['N09', closed, 'ECONNRESET'],
  ['N10', closed, 'ECONNRESET'],
  ['N11', hangs, 'abort'],
  ['N12', hangs, 'abort'],
  ['N13', hangs, 'abort'],
  ['N14', sound, sound],
  ['N15', notHttp, 'HPE_INVALID_CHUNK_SIZE'],
  ['N16', notHttp, 'HPE_INVALID_CONSTANT'],
  ['N17', '200 2', 'HPE_INVALID_CONSTANT'],
  ['N18', hangs, 'abort'],
  ['N19', 'outcome-unknown UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  ['N20', 'outcome-unknown UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW'],
  ['N21', 'protocol-violated undefined', '200 2097152', '200 2097152'],
  ['N22', 'protocol-violated undefined', '200 16816', '200 16777216'],
  ['N23', 'protocol-violated Z_DATA_ERROR', '200 35'],
  ['N24', 'protocol-violated Z_DATA_ERROR', sound],
  ['N25', sound, sound],
  ['N26', closed, 'abort'],
  ['N27', '204 0', '204 0'],
  ['N28', '304 0', '304 0'],
  ['N29', '302 98', '302 98'],
  ['N32', '403 119', '403 119'],
  ['N38', '429 21', '429 21'],
  ['N42', '500 20', '500 20'],
  ['N46', '520 119', '520 119'],
  ['N47', '200 110', '200 110'],
  ['N48', 'unreachable DEPTH_ZERO_SELF_SIGNED_CERT', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['N49', 'unreachable CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
  ['N50', 'unreachable ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['N51', 'unreachable abort', 'abort'],
  ['N52', 'unreachable ECONNRESET', 'ECONNRESET'],
  ['N53', 'unreachable ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'],
  ['N54', notHttp, 'HPE_INVALID_CONSTANT'],
  ['N55', 'unreachable ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'EPROTO'],
  ['N56', 'unreachable ENOTFOUND', 'ENOTFOUND'],
  ['N57', 'unreachable EAI_AGAIN', 'EAI_AGAIN'],
  ['N58', 'unreachable abort', 'abort'],
  ['N59', sound, sound],
  ['N61', sound, sound],
  ['N64', sound, sound],
  ['N65', sound, sound],
  ['N66', sound, 'HPE_INVALID_CONSTANT'],
  ['N67', closed, 'ECONNRESET'],
];

const seenBy = seen.map(([id, undici, nodeHttp, fetched]) => ({ id, undici, nodeHttp, fetched }));

const told = (outcome: WireOutcome): string =>
  'status' in outcome
    ? `${outcome.status} ${outcome.body.length}`
    : `${outcome.code} ${abortOr(outcome.cause)}`;

const abortOr = (code: unknown): string =>
  code === 'ABORT_ERR' || code === 'AbortError' ? 'abort' : String(code);

/** fetch is undici as well, and says no more than the code. */
const likeFetch = (undici: string): string =>
  /^\d/.test(undici) ? undici : (undici.split(' ')[1] ?? '');

let bystander: Bystander;
beforeAll(async () => {
  bystander = await startBystander();
});
afterAll(async () => bystander[Symbol.asyncDispose]());

const quiet = async (isOver: () => boolean): Promise<void> => bystander.traffic(isOver);

const entryOf = (id: string): Rule => {
  const rule = catalogue.find((entry) => entry.id === id)?.example;
  if (rule === undefined) throw new Error(`no example of ${id}`);
  return rule;
};

/** A fake that obeys the example of an entry, as undici sees it. */
async function meet(
  id: string,
  meeting: (met: {
    readonly fake: FakeProvider;
    readonly base: string;
    readonly submit: (page?: string, isSilent?: boolean) => Promise<string>;
  }) => Promise<void>,
  { connectTimeoutMs }: { readonly connectTimeoutMs?: number } = {},
): Promise<void> {
  const rule = entryOf(id);
  const tls = earlyStageOf(firstFaultOf(rule.inject).kind) === 'tls';
  await using fake = await startFakeProvider({ seed: 7, tls, rules: [rule] });
  const { ca, lookup, apiKey } = fake;
  const timeout = connectTimeoutMs === undefined ? {} : { connectTimeoutMs };
  const transport = undiciTransport({ ca, lookup, ...timeout });
  const base = baseOf(fake, rule);
  const url = `${base}/in.php`;
  const submit = async (page = 'login', isSilent = false): Promise<string> => {
    const fields = submitOf(apiKey, page);
    const ask = async (signal: AbortSignal): Promise<WireOutcome> =>
      outcomeOf({ transport, url, fields, signals: { signal } });
    return told(await (isSilent ? patiently(ask, quiet) : ask(never)));
  };
  await meeting({ fake, base, submit });
  await transport.close?.();
}

const never = new AbortController().signal;

describe('a network fault on the wire', () => {
  it.each(seenBy)('$id is $undici for undici and $nodeHttp for node:http', async (row) => {
    const { id, undici, nodeHttp, fetched } = row;
    await meet(id, async ({ fake, base, submit }) => {
      expect(await submit('login', undici.endsWith('abort'))).toBe(undici);
      const isSilent = nodeHttp === 'abort';
      const client = async (signal: AbortSignal): Promise<string> =>
        seenByNodeHttp({ fake, base, signal });
      expect(abortOr(await (isSilent ? patiently(client, quiet) : client(never)))).toBe(nodeHttp);
      if (base !== fake.url) return;
      const fetching = async (signal: AbortSignal): Promise<string> =>
        seenByFetch({ fake, base, signal });
      const isFetchSilent = undici.endsWith('abort');
      const byFetch = await (isFetchSilent ? patiently(fetching, quiet) : fetching(never));
      expect(abortOr(byFetch)).toBe(fetched ?? likeFetch(undici));
    });
  });

  it('is a RST where it says so, and a FIN where it says that', async () => {
    const ends: Record<string, string> = {};
    for (const id of ['N05', 'N06', 'N07', 'N08', 'N09', 'N10', 'N67']) {
      await meet(id, async ({ fake }) => {
        ends[id] = await endOfConversation(fake, rawSubmit(fake));
      });
    }
    expect(ends).toEqual({
      N05: 'ECONNRESET',
      N06: 'end',
      N07: 'ECONNRESET',
      N08: 'ECONNRESET',
      N09: 'end',
      N10: 'end',
      N67: 'end',
    });
  });

  it('charges nothing before the request is read, and is in the journal by its stage', async () => {
    for (const [id, stage] of [
      ['N03', 'connection'],
      ['N52', 'tls'],
      ['N56', 'lookup'],
    ] as const) {
      await meet(id, async ({ fake, submit }) => {
        await submit();
        const { events } = fake.journal;
        expect(events).toContainEqual(
          expect.objectContaining({ kind: 'connection-struck', stage }),
        );
        expect(events.some(({ kind }) => kind === 'request')).toBe(false);
      });
    }
  });

  it.runIf(canHangInConnect)(
    'hangs in connecting, handshake and lookup for the connect timeout',
    async () => {
      const timedOut = ['N02', 'N51', 'N58'].map(async (id) =>
        meet(
          id,
          async ({ submit }) => {
            expect(await submit()).toBe('unreachable UND_ERR_CONNECT_TIMEOUT');
          },
          { connectTimeoutMs: 1 },
        ),
      );
      await Promise.all(timedOut);
    },
  );

  it('N60 resets the next request on the connection, which nobody reads', async () => {
    await meet('N60', async ({ fake, base }) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const submit = async (): Promise<string> =>
        seenByNodeHttp({ fake, base, agent, signal: never });
      expect([await submit(), await submit()]).toEqual([sound, 'ECONNRESET']);
      agent.destroy();
      expect(fake.journal.submits).toHaveLength(1);
    });
  });

  it('N61 takes a new connection for each request', async () => {
    await meet('N61', async ({ fake, submit }) => {
      for (const page of ['login', 'cart']) await submit(page);
      expect(fake.journal.submits.map(({ connection }) => connection)).toEqual([1, 2]);
    });
  });

  it('N62 closes what is beyond its count', async () => {
    await meet('N62', async ({ submit }) => {
      const ends = await Promise.all(['login', 'cart'].map(async (page) => submit(page)));
      expect(ends.toSorted()).toEqual([sound, closed]);
    });
  });

  it('N63 answers the later of two pipelined requests first', async () => {
    await meet('N63', async ({ fake, submit }) => {
      expect(await submit()).toBe(sound);
      const text = await conversation(fake, rawSubmit(fake) + rawSubmit(fake));
      const ids = [...text.matchAll(/OK\|(\d+)/g)].map(([, id]) => id);
      const [, first, second] = fake.journal.tasks;
      expect(ids).toEqual([second?.id, first?.id]);
      expect(
        fake.journal.tasks.map(({ acceptanceDeliveredAt }) => acceptanceDeliveredAt),
      ).not.toContain(undefined);
    });
  });

  it('N66 leaves a reply that nobody asked for on a connection that undici gives up', async () => {
    await meet('N66', async ({ fake, submit }) => {
      using _rule = fake.use({ inject: { kind: 'trailing-bytes', what: 'reply' } });
      expect([await submit('login'), await submit('cart')]).toEqual([sound, sound]);
      expect(fake.journal.tasks.map(({ pageUrl }) => pageUrl)).toHaveLength(2);
    });
  });

  it('N68 asks for credentials, in a tunnel or without one', async () => {
    await using fake = await startFakeProvider({ tls: true, rules: [entryOf('N68')] });
    const { ca } = fake;
    const transport = undiciTransport({ ca, proxyUrl: fake.url });
    const fields = submitOf(fake.apiKey, 'login');
    for (const base of [fake.url, fake.httpsUrl ?? '']) {
      const outcome = await outcomeOf({ transport, url: `${base}/in.php`, fields });
      expect(outcome).toMatchObject({ code: 'unreachable', charged: 'no' });
    }
    fake.clearRules();
    await transport.close?.();
    const direct = undiciTransport({ proxyUrl: fake.url });
    expect(told(await outcomeOf({ transport: direct, url: `${fake.url}/in.php`, fields }))).toBe(
      sound,
    );
    await direct.close?.();
  });

  it('counts connections, and draws for each', async () => {
    await using fake = await startFakeProvider({
      seed: 7,
      rules: [{ when: { first: 1 }, inject: { kind: 'reset-on-accept' } }],
    });
    const submit = async (): Promise<string> =>
      seenByNodeHttp({ fake, base: fake.url, signal: never });
    expect([await submit(), await submit()]).toEqual(['ECONNRESET', sound]);
  });

  it('slow-drip takes its time on the clock', async () => {
    const inject = { kind: 'slow-drip', bytesPerTick: 5, everyMs: 1_000 } as const;
    const clock = scaledClock(1_000);
    await using fake = await startFakeProvider({ clock, rules: [{ inject }] });
    expect((await postTask(fake)).body).toHaveLength(15);
    const [task] = fake.journal.tasks;
    expect((task?.acceptanceDeliveredAt ?? 0) - (task?.acceptedAt ?? 0)).toBeGreaterThan(2_900);
  });
});
