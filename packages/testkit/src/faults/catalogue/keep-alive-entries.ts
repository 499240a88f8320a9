import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What goes wrong with connections that carry several requests, and with odd ones. */
export const keepAliveEntries: readonly CatalogueEntry[] = [
  {
    id: 'N60',
    title: 'the server resets an idle connection as the next request is written',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'keep-alive-race' } },
    seenBy: 'a sound reply, then for the next request on the connection ECONNRESET everywhere',
    faces: everyFace,
  },
  {
    id: 'N61',
    title: 'the server closes after each reply',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'connection-close' } },
    seenBy: 'success everywhere, on a new connection each time',
    faces: everyFace,
  },
  {
    id: 'N62',
    title: 'more connections than the server takes',
    example: { inject: { kind: 'max-connections', count: 1 } },
    seenBy: 'those beyond: undici and fetch: UND_ERR_SOCKET; node:http: ECONNRESET',
    faces: everyFace,
  },
  {
    id: 'N63',
    title: 'pipelined requests are answered in the wrong order',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'pipelining-disorder' } },
    seenBy: 'the answer to another request, for those who pipeline; success for all others',
    faces: everyFace,
  },
  {
    id: 'N64',
    title: 'the reply is HTTP/1.0',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'http-1-0' } },
    seenBy: 'success everywhere',
    faces: everyFace,
  },
  {
    id: 'N65',
    title: 'the names of the headers in another case',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'header-case' } },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'header-case', style: 'upper' } },
      { when: { endpoint: 'submit' }, inject: { kind: 'header-case', style: 'lower' } },
    ],
    seenBy: 'success everywhere',
    faces: everyFace,
  },
  {
    id: 'N66',
    title: 'bytes after the end of the reply',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'trailing-bytes' } },
    variants: [{ when: { endpoint: 'submit' }, inject: { kind: 'trailing-bytes', what: 'reply' } }],
    seenBy:
      'undici and fetch: success, on a connection that is not used again; node:http: HPE_INVALID_CONSTANT, where what comes is not a reply',
    faces: everyFace,
  },
  {
    id: 'N67',
    title: 'FIN from the server only',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'half-open' } },
    seenBy: 'undici and fetch: UND_ERR_SOCKET; node:http: ECONNRESET',
    faces: everyFace,
  },
  {
    id: 'N68',
    title: 'the proxy asks for credentials (407)',
    example: { inject: { kind: 'proxy-407' } },
    seenBy:
      'undici with the fake as its proxy: UND_ERR_INVALID_ARG for http:, UND_ERR_ABORTED for https:, and in either case no service got the request; without a proxy nothing',
    faces: { http: 'yes', memory: { no: 'a transport in memory goes through no proxy' } },
  },
];
