import type { JsonValue } from '@understudy/core/provider';
import { askedId, serviceWire, type WireAnswer } from '@understudy/testkit';
import * as z from 'zod';

const kinds = { solve: 'submit', look: 'poll', judge: 'report', purse: 'balance' } as const;

const requestSchema = z.object({
  key: z.string(),
  call: z.enum(['solve', 'look', 'judge', 'purse']),
  args: z.object({ refs: z.array(z.string()).optional(), ref: z.string().optional() }),
});

const result = (value: JsonValue): WireAnswer => ({ json: { ok: true, result: value } });
const entry = (id: string, value: JsonValue): WireAnswer => result({ [id]: value });
const ready = (answer: JsonValue, priceUsd?: number): { readonly [name: string]: JsonValue } => ({
  at: 'ready',
  answer: { token: answer },
  ...(priceUsd === undefined ? {} : { price: priceUsd }),
});

const details: Readonly<Record<string, { readonly [name: string]: JsonValue }>> = {
  crowded: { seconds: 20 },
  throttled: { seconds: 30 },
  'bad-args': { field: 'page' },
};

/** How Quarry answers, from SERVICE.md. */
export const quarryWire = serviceWire({
  read: ({ path, body, method }) => {
    if (path !== '/rpc' || method !== 'POST') return undefined;
    const { key, call, args } = requestSchema.parse(JSON.parse(body));
    const ids = args.refs ?? (args.ref === undefined ? undefined : [args.ref]);
    const isBatch = (args.refs?.length ?? 0) > 1;
    return { kind: kinds[call], apiKey: key, ids, isBatch };
  },
  accepted: ({ id }) => result({ ref: id, answer: null }),
  solvedAtOnce: ({ id, answer, priceUsd }) =>
    result({
      ref: id,
      answer: { token: answer },
      ...(priceUsd === undefined ? {} : { price: priceUsd }),
    }),
  pending: ({ id }) => entry(id, { at: 'waiting' }),
  solved: ({ id, answer, priceUsd }) => entry(id, ready(answer, priceUsd)),
  unsolvable: ({ id, isRefunded }) => entry(id, { at: 'dead', why: 'hard', charged: !isRefunded }),
  lost: ({ id }) => [result({}), entry(id, { at: 'expired' })],
  refused: (name) => ({
    json: { ok: false, fault: { name, hint: 'your key is wrong', ...details[name] } },
  }),
  words: {
    'unknown-key': 'credentials-rejected',
    'blocked-key': 'credentials-rejected',
    'empty-purse': 'funds-exhausted',
    crowded: { code: 'at-capacity', retryAfterMs: 20_000 },
    throttled: { code: 'rate-limited', retryAfterMs: 30_000 },
    'bad-args': { code: 'task-invalid', isOfSubmits: true },
    'not-our-type': { code: 'task-unsupported', isOfSubmits: true },
    'closed-for-repair': { code: 'provider-unavailable', charged: 'no' },
  },
  unsolvableCharged: 'as-said',
  says: { price: true },
  echoesId: true,
  notSolved: [
    entry(askedId, { at: 'waiting', answer: { token: 'x' } }),
    entry(askedId, { at: 'ready' }),
    entry(askedId, { at: 'ready', answer: null }),
    entry(askedId, { at: 'ready', answer: { token: '' } }),
    entry(askedId, { at: 'ready', answer: { token: 17 } }),
    entry('q-somebody', ready('x')),
    { json: { ok: false, result: { [askedId]: ready('x') } } },
  ],
  reported: () => result('thanks'),
  balance: ({ amount }) => result({ usd: amount }),
  noBalance: [result({ usd: 'much' }), result({}), result({ usd: null })],
  batch: (lines) =>
    result(
      Object.fromEntries(
        lines.flatMap((line): readonly (readonly [string, JsonValue])[] => {
          if (line.status === 'absent') return [];
          return [[line.id, line.status === 'solved' ? ready(line.answer) : { at: 'waiting' }]];
        }),
      ),
    ),
  batchNamesIds: true,
});
