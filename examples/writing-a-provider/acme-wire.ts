import { type ServiceRequest, serviceWire, type TaskSample } from '@understudy/testkit';
import * as z from 'zod';

/** A task of acme's own type, with the answer that acme gives to it and what the plug-in makes of that. */
export const acmeSamples: Readonly<Record<string, TaskSample>> = {
  'acme-slider': {
    task: { type: 'acme-slider', pageUrl: 'https://shop.example/', puzzleId: 'p-17' },
    answer: 117,
    solution: { offsetPx: 117 },
  },
};

const kinds = {
  '/v1/tasks': 'submit',
  '/v1/tasks/status': 'poll',
  '/v1/tasks/list': 'poll',
  '/v1/reports': 'report',
  '/v1/balance': 'balance',
} as const;

/** How acme answers, from its (imaginary) documentation. */
export const acmeWire = serviceWire({
  read: ({ path, body }) => {
    const kind = Object.entries(kinds).find(([known]) => known === path)?.[1];
    const { key, id, ids = id === undefined ? [] : [id] } = fieldsOf(body);
    return kind && { kind, apiKey: key, ids, isBatch: path === '/v1/tasks/list' };
  },
  accepted: ({ id }) => ({ json: { id } }),
  pending: () => ({ json: { state: 'working' } }),
  solved: ({ answer, userAgent, priceUsd }) => ({
    json: {
      state: 'done',
      answer,
      ...(userAgent === undefined ? {} : { userAgent }),
      ...(priceUsd === undefined ? {} : { priceUsd }),
    },
  }),
  unsolvable: ({ isRefunded }) => ({ json: { state: 'dead', refunded: isRefunded } }),
  refused: (word) => ({ json: { error: word } }),
  words: {
    KEY_UNKNOWN: 'credentials-rejected',
    NO_FUNDS: 'funds-exhausted',
    BANNED: 'address-banned',
    NO_WORKER: 'at-capacity',
    TOO_FAST: 'rate-limited',
    BAD_SITE_KEY: 'task-invalid',
    KIND_UNKNOWN: 'task-unsupported',
    PUZZLE_USED: 'task-stale',
    MAINTENANCE: { code: 'provider-unavailable', charged: 'no' },
    ID_UNKNOWN: 'ticket-lost',
    ALREADY_REPORTED: 'report-refused',
  },
  unsolvableCharged: 'as-said',
  says: { userAgent: true, price: true },
  notSolved: [{ json: { state: 'queued', answer: 'x' } }, { json: { state: 'done', answer: '' } }],
  batch: (lines) => ({
    json: {
      tasks: lines
        .filter(({ status }) => status !== 'absent')
        .map((line) =>
          line.status === 'solved'
            ? { id: line.id, state: 'done', answer: line.answer }
            : { id: line.id, state: 'working' },
        ),
    },
  }),
  batchNamesIds: true,
  reported: () => ({ json: { heard: true } }),
  reportRefusal: 'ALREADY_REPORTED',
  balance: ({ amount }) => ({ json: { fundsUsd: amount } }),
  noBalance: [{ json: { fundsUsd: 'much' } }],
});

const fieldsSchema = z.object({
  key: z.string().optional(),
  id: z.string().optional(),
  ids: z.array(z.string()).optional(),
});

/** Acme takes JSON by POST. */
function fieldsOf(body: ServiceRequest['body']): z.output<typeof fieldsSchema> {
  try {
    return fieldsSchema.parse(JSON.parse(body));
  } catch {
    return {};
  }
}
