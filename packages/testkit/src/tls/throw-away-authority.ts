import { systemClock } from '@understudy/core/testing';

import { type Certificate, issueCertificate } from './issue-certificate.ts';

/** What a server shows of itself; all but `good` are faults. */
export type CertificateKind = 'good' | 'self-signed' | 'expired' | 'wrong-host';

/** Vouches for the certificates of one fake, and is forgotten with it. */
export interface Authority {
  /** PEM, to be trusted by clients. */
  readonly ca: string;
  /** Made when it is first asked for. */
  certificate(kind: CertificateKind): Certificate;
}

const dayMs = 86_400_000;
const hosts = ['localhost', 'fake.test', '*.fake.test', '127.0.0.1'];

/** Makes an authority that nobody knows yet. Validity is checked against real time, whatever the fake's clock says. */
export function createAuthority(): Authority {
  const now = systemClock.epochMs();
  const validity = { fromEpochMs: now - dayMs, untilEpochMs: now + 30 * dayMs };
  const name = 'understudy throw-away authority';
  const issuer = issueCertificate({ name, hosts: [], isAuthority: true, ...validity });
  const sound = { name: 'fake.test', hosts, issuer, ...validity };
  const terms = {
    good: sound,
    'self-signed': { ...sound, issuer: undefined },
    expired: { ...sound, untilEpochMs: now - dayMs / 24 },
    'wrong-host': { ...sound, hosts: ['elsewhere.invalid'] },
  } as const;
  const made = new Map<CertificateKind, Certificate>();
  return {
    ca: issuer.cert,
    certificate(kind) {
      const certificate = made.get(kind) ?? issueCertificate(terms[kind]);
      made.set(kind, certificate);
      return certificate;
    },
  };
}
