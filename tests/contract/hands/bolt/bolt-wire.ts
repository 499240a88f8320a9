import { serviceWire } from '@understudy/testkit';

const kinds = { submit: 'submit', result: 'poll', bad: 'report', money: 'balance' } as const;

/** The words that come without `ERR:` before them. */
const bare = new Set(['GONE', 'LATE']);

/** How Bolt answers, from SERVICE.md. */
export const boltWire = serviceWire({
  read: ({ path, body, method }) => {
    const known = Object.entries(kinds).find(([name]) => path === `/${name}`);
    if (known === undefined || method !== 'POST') return undefined;
    const fields = new URLSearchParams(body);
    const id = fields.get('id');
    const apiKey = fields.get('token') ?? '';
    return { kind: known[1], apiKey, ...(id === null ? {} : { ids: [id] }) };
  },
  idOf: (nth) => nth.toString(16).padStart(8, '0'),
  accepted: ({ id }) => ({ text: `OK:${id}` }),
  pending: () => ({ text: 'WAIT' }),
  solved: ({ answer }) => ({ text: `DONE:${typeof answer === 'string' ? answer : ''}` }),
  unsolvable: () => ({ text: 'FAIL' }),
  refused: (word) => ({
    text: bare.has(word) ? word : `ERR:${word}`,
  }),
  words: {
    key: 'credentials-rejected',
    frozen: 'credentials-rejected',
    money: 'funds-exhausted',
    full: 'at-capacity',
    'slow:30': { code: 'rate-limited', retryAfterMs: 30_000 },
    type: { code: 'task-unsupported', isOfSubmits: true },
    // "Not a picture, or too large": another service may take it.
    picture: { code: 'task-over-limits', isOfSubmits: true },
    page: { code: 'task-invalid', isOfSubmits: true },
    down: { code: 'provider-unavailable', charged: 'no' },
    GONE: 'ticket-lost',
    LATE: 'report-refused',
  },
  unsolvableCharged: 'never',
  notSolved: [
    { text: 'DONE:' },
    { text: 'DONE' },
    { text: 'done:x' },
    { text: 'DONE x' },
    { text: 'WAIT:x' },
    { text: 'OK:00af31c9' },
  ],
  reported: () => ({ text: 'OK' }),
  reportRefusal: 'LATE',
  balance: ({ amount }) => ({ text: String(amount) }),
  noBalance: [{ text: 'OK' }, { text: 'NaN' }, { text: 'ERR:key' }, { text: '9'.repeat(400) }],
});
