import { describe, expect, it } from 'vitest';

import { silentSince } from './lateness.ts';

const limitMs = 5_000;

/** For how long somebody may still be silent who was last heard `silentMs` before a look that came late. */
function leftMs({ silentMs, lateMs }: { readonly silentMs: number; readonly lateMs: number }) {
  const nowMs = 100_000;
  const since = silentSince(
    { sinceMs: nowMs - silentMs, limitMs },
    { nowMs, lateMs, heartbeatMs: 1_000 },
  );
  return since + limitMs - nowMs;
}

describe('silentSince', () => {
  it('leaves out the time in which nobody could listen', () => {
    expect(leftMs({ silentMs: 60_700, lateMs: 60_000 })).toBe(4_300);
  });

  it('leaves one heartbeat to be heard to whoever was about to be given up', () => {
    expect(leftMs({ silentMs: 64_900, lateMs: 60_000 })).toBe(1_000);
  });

  it('forgives no more than all, also to whoever was heard after the gap', () => {
    expect(leftMs({ silentMs: 0, lateMs: 60_000 })).toBe(5_000);
  });
});
