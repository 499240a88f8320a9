import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What goes wrong in TLS handshakes, with `tls: true`, and in lookups through `fake.lookup`. */
export const securedEntries: readonly CatalogueEntry[] = [
  {
    id: 'N48',
    title: 'a self-signed certificate',
    example: { inject: { kind: 'tls-self-signed' } },
    seenBy: 'DEPTH_ZERO_SELF_SIGNED_CERT everywhere',
    faces: everyFace,
  },
  {
    id: 'N49',
    title: 'an expired certificate',
    example: { inject: { kind: 'tls-expired' } },
    seenBy: 'CERT_HAS_EXPIRED everywhere',
    faces: everyFace,
  },
  {
    id: 'N50',
    title: 'a certificate for another host',
    example: { inject: { kind: 'tls-wrong-host' } },
    seenBy: 'ERR_TLS_CERT_ALTNAME_INVALID everywhere',
    faces: everyFace,
  },
  {
    id: 'N51',
    title: 'silence in the handshake',
    example: { inject: { kind: 'tls-handshake-hang' } },
    seenBy: 'undici: UND_ERR_CONNECT_TIMEOUT after its connect timeout; node:http: the abort only',
    faces: everyFace,
  },
  {
    id: 'N52',
    title: 'RST in the handshake',
    example: { inject: { kind: 'tls-handshake-reset' } },
    seenBy: 'ECONNRESET everywhere, and no byte of the request was written',
    faces: everyFace,
  },
  {
    id: 'N53',
    title: 'plain HTTP on the TLS port',
    example: { inject: { kind: 'plain-http-on-tls-port' } },
    seenBy: 'undici: ERR_SSL_WRONG_VERSION_NUMBER; node:http: EPROTO',
    faces: everyFace,
  },
  {
    id: 'N54',
    title: 'TLS on the HTTP port',
    example: { inject: { kind: 'tls-on-http-port' } },
    seenBy: 'undici and fetch: HTTPParserError without a code; node:http: HPE_INVALID_CONSTANT',
    faces: everyFace,
  },
  {
    id: 'N55',
    title: 'a server that knows old TLS only',
    example: { inject: { kind: 'tls-old-version' } },
    variants: [{ inject: { kind: 'tls-old-version', version: 'TLSv1' } }],
    seenBy: 'undici: ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION; node:http: EPROTO',
    faces: everyFace,
  },
  {
    id: 'N56',
    title: 'the name is unknown',
    example: { inject: { kind: 'dns-failure' } },
    seenBy: 'ENOTFOUND everywhere',
    faces: everyFace,
  },
  {
    id: 'N57',
    title: 'the resolver fails for now',
    example: { inject: { kind: 'dns-temporary' } },
    seenBy: 'EAI_AGAIN everywhere',
    faces: everyFace,
  },
  {
    id: 'N58',
    title: 'the resolver says nothing',
    example: { inject: { kind: 'dns-hang' } },
    seenBy: 'undici: UND_ERR_CONNECT_TIMEOUT after its connect timeout; node:http: the abort only',
    faces: everyFace,
  },
  {
    id: 'N59',
    title: 'two addresses, the first of them dead',
    example: { inject: { kind: 'dns-two-addresses' } },
    seenBy:
      'success everywhere, on the second address (happy eyeballs); a client that asks for one address: ECONNREFUSED',
    faces: everyFace,
  },
];
