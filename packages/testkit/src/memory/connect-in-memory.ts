import { isIP } from 'node:net';

import type { ListenerState } from '../faults/listener-state.ts';
import type { EarlyFault, EarlyStage } from '../faults/network/connection-fault.ts';

/** How connecting ends, or does not. */
export type ConnectOutcome =
  | { readonly kind: 'connected' }
  /** No byte of the request was written. */
  | { readonly kind: 'failed'; readonly code: string }
  /** The request is written, and its connection breaks before anybody has read it. */
  | { readonly kind: 'broken'; readonly code?: string }
  | { readonly kind: 'hangs' };

interface ConnectTerms {
  readonly url: URL;
  readonly strike: (stage: EarlyStage) => EarlyFault | undefined;
  readonly listener: ListenerState;
}

const connected: ConnectOutcome = { kind: 'connected' };
const failed = (code: string): ConnectOutcome => ({ kind: 'failed', code });

/** Goes the way to a request, name, connection and handshake, as far as the rules let it. */
export function connectInMemory({ url, strike, listener }: ConnectTerms): ConnectOutcome {
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  const resolved = isIP(host) === 0 ? lookupOutcome(strike('lookup')) : connected;
  if (resolved.kind !== 'connected') return resolved;
  if (listener === 'refusing') return failed('ECONNREFUSED');
  if (listener === 'hanging-in-connect') return { kind: 'hangs' };
  const isSecured = url.protocol === 'https:';
  const accepted = acceptOutcome(strike('connection'), isSecured);
  if (accepted.kind !== 'connected' || !isSecured) return accepted;
  return handshakeOutcome(strike('tls'));
}

function lookupOutcome(fault: EarlyFault | undefined): ConnectOutcome {
  switch (fault?.kind) {
    case 'dns-failure':
      return failed('ENOTFOUND');
    case 'dns-temporary':
      return failed('EAI_AGAIN');
    case 'dns-hang':
      return { kind: 'hangs' };
    default:
      return connected;
  }
}

function acceptOutcome(fault: EarlyFault | undefined, isSecured: boolean): ConnectOutcome {
  const closed: ConnectOutcome = isSecured
    ? failed('ECONNRESET')
    : { kind: 'broken', code: 'UND_ERR_SOCKET' };
  switch (fault?.kind) {
    case 'reset-on-accept':
      return isSecured ? failed('ECONNRESET') : { kind: 'broken', code: 'ECONNRESET' };
    case 'close-on-accept':
    case 'max-connections':
      return closed;
    case 'tls-on-http-port':
      return isSecured ? connected : { kind: 'broken' };
    default:
      return connected;
  }
}

function handshakeOutcome(fault: EarlyFault | undefined): ConnectOutcome {
  switch (fault?.kind) {
    case 'tls-self-signed':
      return failed('DEPTH_ZERO_SELF_SIGNED_CERT');
    case 'tls-expired':
      return failed('CERT_HAS_EXPIRED');
    case 'tls-wrong-host':
      return failed('ERR_TLS_CERT_ALTNAME_INVALID');
    case 'tls-handshake-hang':
      return { kind: 'hangs' };
    case 'tls-handshake-reset':
      return failed('ECONNRESET');
    case 'plain-http-on-tls-port':
      return failed('ERR_SSL_WRONG_VERSION_NUMBER');
    case 'tls-old-version':
      return failed('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
    default:
      return connected;
  }
}
