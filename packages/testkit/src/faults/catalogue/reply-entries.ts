import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What goes wrong with the bytes of a reply. */
export const replyEntries: readonly CatalogueEntry[] = [
  {
    id: 'N08',
    title: 'RST in the middle of the body',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'mid-body-reset', bytes: 3 } },
    variants: [
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'mid-body-reset', bytes: 3, framing: 'chunked' },
      },
      { when: { endpoint: 'submit' }, inject: { kind: 'mid-body-reset', charged: false } },
    ],
    seenBy: 'ECONNRESET everywhere',
    faces: everyFace,
  },
  {
    id: 'N09',
    title: 'FIN in the middle of a body with a Content-Length',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'mid-body-close', bytes: 3 } },
    seenBy: 'undici and fetch: UND_ERR_SOCKET; node:http: ECONNRESET',
    faces: everyFace,
  },
  {
    id: 'N10',
    title: 'FIN in the middle of a chunked body',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'mid-body-close', bytes: 3, framing: 'chunked' },
    },
    seenBy: 'undici and fetch: UND_ERR_SOCKET; node:http: ECONNRESET',
    faces: everyFace,
  },
  {
    id: 'N11',
    title: 'silence before the headers',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'hang-before-headers' } },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'hang-before-headers', charged: false } },
    ],
    seenBy: 'the abort only',
    faces: everyFace,
  },
  {
    id: 'N12',
    title: 'silence after the headers',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'hang-after-headers' } },
    seenBy: 'the abort only',
    faces: everyFace,
  },
  {
    id: 'N13',
    title: 'silence in the middle of the body',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'hang-mid-body', bytes: 3 } },
    seenBy: 'the abort only',
    faces: everyFace,
  },
  {
    id: 'N14',
    title: 'the reply in drips',
    example: {
      when: { endpoint: 'submit' },
      inject: { kind: 'slow-drip', bytesPerTick: 4, everyMs: 1 },
    },
    variants: [
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'slow-drip', bytesPerTick: 1, everyMs: 0, headers: true },
      },
    ],
    seenBy: 'success, late, or the abort',
    faces: everyFace,
  },
  {
    id: 'N15',
    title: 'a chunk whose length is no number',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'bad-chunk' } },
    seenBy: 'undici and fetch: HTTPParserError without a code; node:http: HPE_INVALID_CHUNK_SIZE',
    faces: everyFace,
  },
  {
    id: 'N16',
    title: 'bytes that are not HTTP',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'garbage-bytes', bytes: 64 } },
    seenBy: 'undici and fetch: HTTPParserError without a code; node:http: HPE_INVALID_CONSTANT',
    faces: everyFace,
  },
  {
    id: 'N17',
    title: 'a Content-Length that is too short',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'content-length-short', length: 2 } },
    seenBy: 'undici and fetch: 200 with a cut body and no error; node:http: HPE_INVALID_CONSTANT',
    faces: everyFace,
  },
  {
    id: 'N18',
    title: 'a Content-Length that is too long',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'content-length-long', extra: 50 } },
    seenBy: 'the abort only',
    faces: everyFace,
  },
  {
    id: 'N19',
    title: 'two Content-Lengths that differ',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'content-length-duplicate' } },
    seenBy:
      'undici and fetch: UND_ERR_RES_CONTENT_LENGTH_MISMATCH; node:http: HPE_UNEXPECTED_CONTENT_LENGTH',
    faces: everyFace,
  },
  {
    id: 'N20',
    title: '80 kB of headers',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'headers-huge' } },
    seenBy: 'undici and fetch: UND_ERR_HEADERS_OVERFLOW; node:http: HPE_HEADER_OVERFLOW',
    faces: everyFace,
  },
  {
    id: 'N21',
    title: 'a body without end',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'body-huge', mebibytes: 2 } },
    seenBy: '200 with all of it, unless the client has a limit',
    faces: everyFace,
  },
  {
    id: 'N22',
    title: 'a small body that inflates to many MiB',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'gzip-bomb', mebibytes: 16 } },
    seenBy: 'fetch inflates all of it; undici.request and node:http: the small body',
    faces: everyFace,
  },
  {
    id: 'N23',
    title: 'gzip that is broken',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'bad-gzip' } },
    seenBy:
      'fetch and undiciTransport: Z_DATA_ERROR; undici.request and node:http: the broken bytes',
    faces: everyFace,
  },
  {
    id: 'N24',
    title: 'a Content-Encoding that is not true',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'wrong-encoding-label' } },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'wrong-encoding-label', encoding: 'br' } },
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'wrong-encoding-label', encoding: 'deflate' },
      },
    ],
    seenBy:
      'fetch and undiciTransport: Z_DATA_ERROR, or the error of brotli; undici.request and node:http: the plain body',
    faces: everyFace,
  },
  {
    id: 'N25',
    title: 'an interim 103 before the reply',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'early-hints' } },
    seenBy: 'success everywhere',
    faces: everyFace,
  },
  {
    id: 'N26',
    title: 'an interim 100 that nothing follows',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'only-100' } },
    seenBy: 'undici and fetch: UND_ERR_SOCKET; node:http: the abort only',
    faces: everyFace,
  },
];
