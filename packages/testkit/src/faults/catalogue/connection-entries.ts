import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What goes wrong before a reply begins. */
export const connectionEntries: readonly CatalogueEntry[] = [
  {
    id: 'N01',
    title: 'nobody listens',
    example: { inject: { kind: 'refuse' } },
    seenBy: 'ECONNREFUSED everywhere',
    faces: everyFace,
  },
  {
    id: 'N02',
    title: 'connecting hangs: a SYN without an answer',
    example: { inject: { kind: 'hang-in-connect' } },
    seenBy:
      'undici: UND_ERR_CONNECT_TIMEOUT after its connect timeout, whatever its AbortSignal says; fetch and node:http: the abort only',
    faces: everyFace,
    platforms: 'Linux only; refused with an error elsewhere, where "hang-before-headers" works',
  },
  {
    id: 'N03',
    title: 'RST as soon as the first bytes are there, unread',
    example: { inject: { kind: 'reset-on-accept' } },
    seenBy: 'ECONNRESET everywhere',
    faces: everyFace,
  },
  {
    id: 'N04',
    title: 'FIN as soon as the connection stands',
    example: { inject: { kind: 'close-on-accept' } },
    seenBy: 'undici and fetch: UND_ERR_SOCKET; node:http: ECONNRESET',
    faces: everyFace,
  },
  {
    id: 'N05',
    title: 'RST before the headers, nothing done',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'reset-before-headers' } },
    seenBy: 'ECONNRESET everywhere',
    faces: everyFace,
  },
  {
    id: 'N06',
    title: 'FIN before the headers',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'close-before-headers' } },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'close-before-headers', charged: true } },
    ],
    seenBy: 'undici and fetch: UND_ERR_SOCKET; node:http: ECONNRESET',
    faces: everyFace,
  },
  {
    id: 'N07',
    title: 'RST after the task was accepted and charged',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'reset-after-charge' } },
    seenBy: 'ECONNRESET everywhere: for the client no different from N05',
    faces: everyFace,
  },
];
