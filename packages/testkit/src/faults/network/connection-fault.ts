import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { oneOf } from '../one-of.ts';

/** What happens to a connection before a request is read: nothing is done and nothing charged. */
export const connectionFaultSchemas = [
  /** RST as soon as the first bytes are there: before, it would be left to chance whether the client had connected. */
  strictObject({ kind: z.literal('reset-on-accept') }),
  /** FIN as soon as the connection stands. */
  strictObject({ kind: z.literal('close-on-accept') }),
  /** FIN for every connection beyond `count` open ones. */
  strictObject({ kind: z.literal('max-connections'), count: z.int().min(0).max(5_000) }),
  /** A TLS alert instead of HTTP. */
  strictObject({ kind: z.literal('tls-on-http-port') }),
  /** As an HTTP proxy, the fake asks for credentials (407) instead of making a tunnel. */
  strictObject({ kind: z.literal('proxy-407') }),
] as const;

/** What happens in a TLS handshake; needs `tls: true`. */
export const tlsFaultSchemas = [
  strictObject({ kind: z.literal('tls-self-signed') }),
  strictObject({ kind: z.literal('tls-expired') }),
  strictObject({ kind: z.literal('tls-wrong-host') }),
  /** No answer to the client's hello. */
  strictObject({ kind: z.literal('tls-handshake-hang') }),
  /** RST after the client's hello. */
  strictObject({ kind: z.literal('tls-handshake-reset') }),
  /** A 400 in plain HTTP in answer to the client's hello. */
  strictObject({ kind: z.literal('plain-http-on-tls-port') }),
  /** Nothing newer than `version` (default TLSv1.1). */
  strictObject({
    kind: z.literal('tls-old-version'),
    version: oneOf(['TLSv1', 'TLSv1.1']).optional(),
  }),
] as const;

/** What the resolver says; strikes those who look names up with `fake.lookup`. */
export const lookupFaultSchemas = [
  /** ENOTFOUND. */
  strictObject({ kind: z.literal('dns-failure') }),
  /** EAI_AGAIN. */
  strictObject({ kind: z.literal('dns-temporary') }),
  strictObject({ kind: z.literal('dns-hang') }),
  /** Two addresses, at the first of which nobody listens. */
  strictObject({ kind: z.literal('dns-two-addresses') }),
] as const;

const connectionFaultSchema = z.discriminatedUnion('kind', connectionFaultSchemas);
const tlsFaultSchema = z.discriminatedUnion('kind', tlsFaultSchemas);
const lookupFaultSchema = z.discriminatedUnion('kind', lookupFaultSchemas);

/** What goes wrong with a TCP connection. */
export type ConnectionFault = Readonly<z.infer<typeof connectionFaultSchema>>;
/** What goes wrong with a TLS handshake. */
export type TlsFault = Readonly<z.infer<typeof tlsFaultSchema>>;
/** What goes wrong with the resolving of a name. */
export type LookupFault = Readonly<z.infer<typeof lookupFaultSchema>>;
/** What goes wrong before there is a request. */
export type EarlyFault = ConnectionFault | TlsFault | LookupFault;

/** Where on the way to a request an early fault strikes. */
export type EarlyStage = 'lookup' | 'connection' | 'tls';

const stages: ReadonlyMap<string, EarlyStage> = new Map([
  ...connectionFaultSchemas.map(({ shape }) => [shape.kind.value, 'connection'] as const),
  ...tlsFaultSchemas.map(({ shape }) => [shape.kind.value, 'tls'] as const),
  ...lookupFaultSchemas.map(({ shape }) => [shape.kind.value, 'lookup'] as const),
]);

/** The stage at which a fault strikes; undefined for those that strike later, or take the listener away. */
export const earlyStageOf = (kind: string): EarlyStage | undefined => stages.get(kind);

/** True for the faults that strike before a request is read. */
export const isEarlyFault = (fault: { readonly kind: string }): fault is EarlyFault =>
  stages.has(fault.kind);
