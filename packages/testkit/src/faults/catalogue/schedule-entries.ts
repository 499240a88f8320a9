import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** When faults strike: each wraps any of them. */
export const scheduleEntries: readonly CatalogueEntry[] = [
  {
    id: 'S01',
    title: 'always',
    example: { inject: { kind: 'http-status', status: 502 } },
    seenBy: 'every request',
    faces: everyFace,
  },
  {
    id: 'S02',
    title: 'the first, the nth, every nth, all after',
    example: {
      when: { endpoint: 'submit', first: 1 },
      inject: { kind: 'http-status', status: 502 },
    },
    variants: [
      { when: { nth: 2 }, inject: { kind: 'http-status', status: 502 } },
      { when: { every: 3 }, inject: { kind: 'http-status', status: 502 } },
      { when: { after: 3 }, inject: { kind: 'http-status', status: 502 } },
      { when: { first: 1, perTask: true }, inject: { kind: 'http-status', status: 502 } },
      {
        inject: [
          { kind: 'http-status', status: 502 },
          { kind: 'pass' },
          { kind: 'html-200' },
          { kind: 'pass' },
        ],
      },
    ],
    seenBy: 'by counting the requests that reach the rule',
    faces: everyFace,
  },
  {
    id: 'S03',
    title: 'a brownout, request by request',
    example: { when: { probability: 0.5 }, inject: { kind: 'http-status', status: 502 } },
    seenBy: 'one request in two, by a seeded draw',
    faces: everyFace,
  },
  {
    id: 'S04',
    title: 'flapping',
    example: {
      when: { flap: { periodMs: 10000, duty: 0.5 } },
      inject: { kind: 'http-status', status: 502 },
    },
    variants: [{ when: { flap: { periodMs: 10000, duty: 0.5 } }, inject: { kind: 'refuse' } }],
    seenBy: 'the first half of every ten seconds',
    faces: everyFace,
  },
  {
    id: 'S05',
    title: 'a ramp',
    example: {
      when: { ramp: { from: 0, to: 1, overMs: 20000 } },
      inject: { kind: 'http-status', status: 502 },
    },
    seenBy: 'more and more of the requests',
    faces: everyFace,
  },
  {
    id: 'S06',
    title: 'an outage, a list of windows',
    example: {
      when: { fromMs: 10000, untilMs: 40000 },
      inject: { kind: 'http-status', status: 502 },
    },
    variants: [
      {
        when: {
          windows: [
            { fromMs: 0, untilMs: 1000 },
            { fromMs: 15000, untilMs: 60000 },
          ],
        },
        inject: { kind: 'http-status', status: 502 },
      },
      { when: { fromMs: 30000, untilMs: 90000 }, inject: { kind: 'refuse' } },
    ],
    seenBy: 'every request within the window',
    faces: everyFace,
  },
  {
    id: 'S07',
    title: 'bursts (Gilbert and Elliott)',
    example: {
      when: { burst: { goodMs: 4000, badMs: 4000 } },
      inject: { kind: 'http-status', status: 502 },
    },
    seenBy: 'all requests of some stretches of time, none of others',
    faces: everyFace,
  },
  {
    id: 'S08',
    title: 'a law of latency',
    example: { inject: { kind: 'latency', law: { kind: 'lognormal', p50Ms: 200, p95Ms: 1500 } } },
    variants: [
      { inject: { kind: 'latency', law: { kind: 'constant', ms: 300 } } },
      { inject: { kind: 'latency', law: { kind: 'uniform', minMs: 100, maxMs: 900 } } },
      { inject: { kind: 'latency', law: { kind: 'pareto', minMs: 50, shape: 1.2, maxMs: 20000 } } },
      { inject: { kind: 'latency', law: { kind: 'empirical', samplesMs: [80, 90, 120, 2400] } } },
    ],
    seenBy: 'a reply that is late by a draw of its own',
    faces: everyFace,
  },
  {
    id: 'S09',
    title: 'a law of solve times for a type of task (also option `solveTime`)',
    example: {
      when: { endpoint: 'submit', taskType: 'turnstile' },
      inject: { kind: 'solve-time', law: { kind: 'uniform', minMs: 30000, maxMs: 60000 } },
    },
    seenBy: 'an answer that comes later or sooner',
    faces: everyFace,
  },
  {
    id: 'S10',
    title: 'workers, a queue and its end: option `capacity`',
    example: undefined,
    seenBy: 'answers that wait for a worker; the word for no slot when the queue is full',
    faces: everyFace,
  },
  {
    id: 'S11',
    title: 'a rate limit (a token bucket: option `rateLimit`)',
    example: {
      when: { endpoint: 'submit', after: 1 },
      inject: { kind: 'http-status', status: 429, retryAfterSeconds: 2 },
    },
    variants: [{ when: { endpoint: 'submit', after: 1 }, inject: { kind: 'rate-limited' } }],
    seenBy: '429 and Retry-After',
    faces: everyFace,
  },
  {
    id: 'S12',
    title: 'endpoint, type, id, key, attempt, what it says',
    example: {
      when: { endpoint: 'poll', taskType: 'turnstile', attempt: 1 },
      inject: { kind: 'http-status', status: 502 },
    },
    variants: [
      { when: { says: 'solved' }, inject: { kind: 'http-status', status: 502 } },
      {
        when: { siteKey: '0x4AAAAAAA', endpoint: 'submit' },
        inject: { kind: 'http-status', status: 502 },
      },
      {
        when: { pageUrl: 'https://shop.example/login' },
        inject: { kind: 'http-status', status: 502 },
      },
    ],
    seenBy: 'only what matches',
    faces: everyFace,
  },
  {
    id: 'S13',
    title: 'a cold start (also option `coldStartMs`)',
    example: { when: { untilMs: 2000 }, inject: { kind: 'delay', ms: 2000 } },
    seenBy: 'late replies in the first two seconds',
    faces: everyFace,
  },
  {
    id: 'S14',
    title: 'a restart that keeps all, half of the tasks, what was paid, or nothing',
    example: { when: { fromMs: 10000, first: 1 }, inject: { kind: 'restart', keeps: 'paid' } },
    variants: [
      { when: { fromMs: 10000, first: 1 }, inject: { kind: 'restart', keeps: 'some' } },
      { when: { fromMs: 10000, first: 1 }, inject: { kind: 'restart', keeps: 'nothing' } },
    ],
    seenBy: 'unknown ids, of all tasks or of half of them, and the money stays spent',
    faces: everyFace,
  },
  {
    id: 'S15',
    title: 'heals by itself',
    example: { when: { ttlMs: 15000 }, inject: { kind: 'http-status', status: 502 } },
    seenBy: 'nothing any more, so long after the rule was added',
    faces: everyFace,
  },
  {
    id: 'S16',
    title: 'one draw for a task',
    example: {
      when: { probability: 0.5, sameDrawPerTask: true },
      inject: { kind: 'http-status', status: 502 },
    },
    seenBy: 'all requests about some tasks, none about others',
    faces: everyFace,
  },
  {
    id: 'S17',
    title: 'until the journal has counted so many',
    example: { when: { until: { requests: 4 } }, inject: { kind: 'http-status', status: 503 } },
    seenBy: 'nothing any more after the fourth request',
    faces: everyFace,
  },
];
