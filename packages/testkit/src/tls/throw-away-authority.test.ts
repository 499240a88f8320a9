import { X509Certificate } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { createAuthority } from './throw-away-authority.ts';

describe('createAuthority', () => {
  it('makes certificates that say what they are for', () => {
    const authority = createAuthority();
    const good = new X509Certificate(authority.certificate('good').cert);
    const vouching = new X509Certificate(authority.ca);
    expect(good.verify(vouching.publicKey)).toBe(true);
    expect(good.checkIssued(vouching)).toBe(true);
    expect([vouching.ca, good.ca]).toEqual([true, false]);
    expect(good.subjectAltName).toContain('DNS:fake.test');
    const strange = new X509Certificate(authority.certificate('self-signed').cert);
    expect(strange.verify(strange.publicKey)).toBe(true);
    const expired = new X509Certificate(authority.certificate('expired').cert);
    expect(expired.validToDate.getTime()).toBeLessThan(good.validFromDate.getTime() + 86_400_000);
  });
});
