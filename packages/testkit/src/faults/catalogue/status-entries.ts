import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What another machine on the way says instead of the service. */
export const statusEntries: readonly CatalogueEntry[] = [
  {
    id: 'N27',
    title: '204 without a body',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 204 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N28',
    title: '304 without a body',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 304 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N29',
    title: 'a redirect to another host, to itself, to another scheme',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'redirect', to: 'other-host' } },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'redirect', to: 'loop', status: 307 } },
      { when: { endpoint: 'submit' }, inject: { kind: 'redirect', to: 'https', status: 301 } },
      { when: { endpoint: 'submit' }, inject: { kind: 'redirect', to: 'http', status: 303 } },
    ],
    seenBy:
      'fetch follows, turns a POST into a GET on 301, 302 and 303, and fails on a loop; undici.request and node:http: the status and Location',
    faces: everyFace,
  },
  {
    id: 'N30',
    title: '401',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 401 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N31',
    title: '402',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 402 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N32',
    title: '403, a page of Cloudflare',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'http-status', status: 403, page: 'cloudflare' },
    },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N33',
    title: '404',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 404 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N34',
    title: '405',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 405 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N35',
    title: '408',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 408 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N36',
    title: '413',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 413 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N37',
    title: '414',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 414 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N38',
    title: '429 with Retry-After in seconds',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'http-status', status: 429, retryAfterSeconds: 20 },
    },
    variants: [{ when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 429 } }],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N39',
    title: '429 with Retry-After as a date, ahead or past',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'http-status', status: 429, retryAfter: 'http-date' },
    },
    variants: [
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 429, retryAfter: 'past' },
      },
    ],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N40',
    title: '429 with a Retry-After that is garbage or absurd',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'http-status', status: 429, retryAfter: 'garbage' },
    },
    variants: [
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 429, retryAfter: 'absurd' },
      },
    ],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N41',
    title: '451',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 451 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N42',
    title: '500 as JSON, as text, or empty',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'http-status', status: 500, page: 'json' },
    },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 500, page: 'text' } },
      { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 500, page: 'empty' } },
    ],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N43',
    title: '502, a page of HTML',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 502 } },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 502, charged: true } },
    ],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N44',
    title: '503, with and without Retry-After',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'http-status', status: 503, retryAfterSeconds: 20 },
    },
    variants: [{ when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 503 } }],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N45',
    title: '504',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-status', status: 504 } },
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N46',
    title: '520 to 526, of Cloudflare',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'http-status', status: 520, page: 'cloudflare' },
    },
    variants: [
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 521, page: 'cloudflare' },
      },
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 522, page: 'cloudflare' },
      },
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 523, page: 'cloudflare' },
      },
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 524, page: 'cloudflare' },
      },
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 525, page: 'cloudflare' },
      },
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'http-status', status: 526, page: 'cloudflare' },
      },
    ],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
  {
    id: 'N47',
    title: '200 with an error page',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'html-200' } },
    variants: [{ when: { endpoint: 'submit' }, inject: { kind: 'html-200', charged: true } }],
    seenBy: 'the status, its headers and its body everywhere',
    faces: everyFace,
  },
];
