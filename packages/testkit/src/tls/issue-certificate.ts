import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

import { isoTimeOf } from '../seams/iso-time.ts';
import {
  bits,
  der,
  identifier,
  integer,
  octets,
  sequence,
  set,
  tagged,
  text,
  time,
  truth,
} from './der.ts';

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Who vouches for a certificate. */
export interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

interface CertificateInit {
  readonly name: string;
  /** Host names and IPv4 addresses. */
  readonly hosts: readonly string[];
  readonly fromEpochMs: number;
  readonly untilEpochMs: number;
  /** Itself, when left out. */
  readonly issuer?: Issuer | undefined;
  readonly isAuthority?: boolean;
}

const ecdsaWithSha256 = sequence(identifier('1.2.840.10045.4.3.2'));

/** Makes an X.509 certificate (RFC 5280) with a new P-256 key. For tests: nobody trusts it unless told to. */
export function issueCertificate(init: CertificateInit): Certificate & Issuer {
  const { name, hosts, fromEpochMs, untilEpochMs, isAuthority = false } = init;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = init.issuer ?? { name, privateKey };
  const alternatives = hosts.map((host) =>
    isIPv4(host)
      ? der(0x87, Buffer.from(host.split('.').map(Number)))
      : der(0x82, Buffer.from(host)),
  );
  const extensions = [
    sequence(
      identifier('2.5.29.19'),
      truth(),
      octets(isAuthority ? sequence(truth()) : sequence()),
    ),
    ...(hosts.length === 0
      ? []
      : [sequence(identifier('2.5.29.17'), octets(sequence(...alternatives)))]),
  ];
  const content = sequence(
    tagged(0, integer(Buffer.from([2]))),
    // Positive, and never with a zero too many in front.
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(issuer.name),
    sequence(time(isoTimeOf(fromEpochMs)), time(isoTimeOf(untilEpochMs))),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, issuer.privateKey);
  const certificate = sequence(content, ecdsaWithSha256, bits(signature));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return { name, privateKey, cert: pemOf(certificate), key: String(key) };
}

const nameOf = (commonName: string): Buffer =>
  sequence(set(sequence(identifier('2.5.4.3'), text(commonName))));

const pemOf = (certificate: Buffer): string => {
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
};
