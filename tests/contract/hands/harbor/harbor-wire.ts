import { askedId, serviceWire, type WireAnswer } from '@understudy/testkit';

const statuses: Readonly<Record<string, number>> = {
  bad_key: 401,
  key_suspended: 403,
  no_funds: 402,
  busy: 429,
  ip_blocked: 403,
  unsupported_kind: 422,
  maintenance: 503,
  no_such_task: 404,
  already_judged: 409,
};

/** Ids are bare numbers of up to 20 digits, which JSON.stringify cannot write. */
const about = (id: string, fields: Readonly<Record<string, unknown>>): WireAnswer => {
  const rest = JSON.stringify(fields).slice(1);
  return {
    text: `{"task":{"id":${/^\d+$/.test(id) ? id : JSON.stringify(id)},${rest}}`,
    headers: { 'content-type': 'application/json' },
  };
};

const accepted = (id: string): WireAnswer => ({ ...about(id, { state: 'queued' }), status: 201 });

/** How Harbor answers, from SERVICE.md. */
export const harborWire = serviceWire({
  read: (request) => {
    const apiKey = request.headers['authorization']?.replace(/^Bearer /, '');
    const [path = ''] = request.path.split('?');
    const id = /^\/v1\/tasks\/([^/]+)(\/verdict)?$/.exec(path);
    if (path === '/v1/account') return { kind: 'balance', apiKey };
    if (path === '/v1/tasks' && request.method === 'POST') return { kind: 'submit', apiKey };
    if (id?.[1] === undefined) return undefined;
    return { kind: id[2] === undefined ? 'poll' : 'report', apiKey, ids: [id[1]] };
  },
  idOf: (nth) => `900719925474099${String(nth).padStart(5, '0')}`,
  accepted: ({ id }) => accepted(id),
  acceptedWithNumber: accepted,
  pending: ({ id }) => about(id, { state: 'working' }),
  otherPending: [about(askedId, { state: 'queued' })],
  solved: ({ id, answer, userAgent, priceUsd }) =>
    about(id, { state: 'done', token: answer, userAgent, cost: priceUsd?.toFixed(5) }),
  unsolvable: ({ id, isRefunded }) =>
    about(id, { state: 'failed', reason: 'unsolvable', refunded: isRefunded }),
  refused: (code) => ({
    status: statuses[code] ?? 422,
    json: { error: { code, message: 'siteKey: see the documentation' } },
    ...(code === 'busy' || code === 'maintenance' ? { headers: { 'retry-after': '20' } } : {}),
  }),
  words: {
    bad_key: 'credentials-rejected',
    key_suspended: 'credentials-rejected',
    no_funds: 'funds-exhausted',
    busy: { code: 'at-capacity', charged: 'no', retryAfterMs: 20_000 },
    ip_blocked: { code: 'address-banned', retryAfterMs: 300_000 },
    bad_task: { code: 'task-invalid', isOfSubmits: true },
    unsupported_kind: { code: 'task-unsupported', isOfSubmits: true },
    maintenance: { code: 'provider-unavailable', retryAfterMs: 20_000 },
    no_such_task: 'ticket-lost',
    already_judged: 'report-refused',
  },
  unsolvableCharged: 'as-said',
  says: { userAgent: true, price: true },
  echoesId: true,
  notSolved: [
    about(askedId, { state: 'done', token: '' }),
    about(askedId, { state: 'done' }),
    about(askedId, { state: 'working', token: 'x' }),
    about(askedId, { state: 'done', token: 17 }),
    about(askedId, { state: 'done', token: null }),
  ],
  reported: () => ({ text: '', status: 204 }),
  reportRefusal: 'already_judged',
  balance: ({ amount }) => ({ json: { balance: String(amount), currency: 'USD' } }),
  noBalance: [
    { json: { balance: 'much', currency: 'USD' } },
    { json: { balance: '9'.repeat(400), currency: 'USD' } },
    { json: { currency: 'USD' } },
  ],
});
