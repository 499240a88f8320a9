import { describe, expect, it } from 'vitest';

import { leadSaid } from '../__fixtures__/provider-errors.ts';
import type { ProviderErrorCode } from '../errors/provider-error.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { KeyProof, type SubmitReply } from './key-proof.ts';

function proofOf(fingerprint?: () => string): {
  readonly proof: KeyProof;
  readonly clock: VirtualClock;
} {
  const clock = new VirtualClock();
  const provider = scriptedProvider({ id: 'lead', ...(fingerprint && { fingerprint }) });
  return { proof: new KeyProof(provider, { clock, closed: new AbortController().signal }), clock };
}

/** Whether any number of submits may go after one that was replied to so. */
function isProvenBy(reply: SubmitReply | undefined): boolean {
  const { proof } = proofOf();
  proof.begin()(reply);
  for (let submit = 0; submit < 4; submit += 1) proof.begin();
  return proof.isOpen;
}

describe('KeyProof', () => {
  it('lets four submits go at a time, and another for each that ends without proof', () => {
    const { proof } = proofOf();
    const ends = Array.from({ length: 4 }, () => proof.begin());
    expect(proof.isOpen).toBe(false);
    ends[0]?.(undefined);
    ends[0]?.(undefined);
    expect(proof.isOpen).toBe(true);
    proof.begin();
    expect(proof.isOpen).toBe(false);
  });

  it('is given by an acceptance', () => {
    expect(isProvenBy('accepted')).toBe(true);
  });

  it.each<ProviderErrorCode>(['funds-exhausted', 'at-capacity', 'rate-limited', 'task-stale'])(
    'is given by a refusal as %s',
    (code) => {
      expect(isProvenBy(leadSaid(code))).toBe(true);
    },
  );

  it.each<ProviderErrorCode>([
    'credentials-rejected',
    'address-banned',
    'unreachable',
    'provider-unavailable',
    'outcome-unknown',
    'protocol-violated',
  ])('is not given by %s', (code) => {
    expect(isProvenBy(leadSaid(code))).toBe(false);
  });

  it('is given by a refusal of the task when the service says so, not the adapter by itself', () => {
    expect(isProvenBy(leadSaid('task-invalid', { rawCode: 'ERROR_ZERO_FILESIZE' }))).toBe(true);
    expect(isProvenBy(leadSaid('task-over-limits'))).toBe(false);
  });

  it('is not given by a submit that ended without a reply', () => {
    expect(isProvenBy(undefined)).toBe(false);
  });

  it('is lost when the key is rejected after all', () => {
    const { proof } = proofOf();
    proof.begin()('accepted');
    proof.begin()(leadSaid('credentials-rejected'));
    for (let submit = 0; submit < 4; submit += 1) proof.begin();
    expect(proof.isOpen).toBe(false);
  });

  it('is not given to a new key by a reply to the old one', async () => {
    let key = 'old';
    const { proof, clock } = proofOf(() => key);
    proof.begin()('accepted');
    await clock.settle();
    const late = proof.begin();
    key = 'new';
    await proof.look();
    late('accepted');
    for (let submit = 0; submit < 4; submit += 1) proof.begin();
    expect(proof.isOpen).toBe(false);
    expect(clock.sleeperCount).toBe(0);
  });

  it('is worth a look at the key when many are in flight, and asks once for all who look', async () => {
    let asked = 0;
    const { proof, clock } = proofOf(() => `key ${(asked += 1) > 0}`);
    proof.begin()('accepted');
    await clock.settle();
    for (let submit = 0; submit < 4; submit += 1) {
      expect(proof.isLookDue).toBe(false);
      proof.begin();
    }
    expect(proof.isLookDue).toBe(true);
    await Promise.all([proof.look(), proof.look(), proof.look()]);
    expect(asked).toBe(2);
    expect(proof.isOpen).toBe(true);
  });

  it('wakes those who wait at every end', async () => {
    const { proof } = proofOf();
    const end = proof.begin();
    const woken = proof.changed.then(() => 'woken');
    end('accepted');
    expect(await woken).toBe('woken');
  });
});
