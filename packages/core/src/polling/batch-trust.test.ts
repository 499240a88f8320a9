import { describe, expect, it } from 'vitest';

import { BatchTrust } from './batch-trust.ts';

const minuteMs = 60_000;

/** So many batches have failed, one each second. */
function afterFailures(count: number): BatchTrust {
  const trust = new BatchTrust();
  for (let second = 1; second <= count; second += 1)
    trust.noteFailed({ sentAt: second * 1_000, now: second * 1_000 + 100 });
  return trust;
}

/** Three have, and a single poll was answered at 10 s. */
function leftAlone(): BatchTrust {
  const trust = afterFailures(3);
  trust.noteSingle({ isAnswered: true, sentAt: 9_000, now: 10_000 });
  return trust;
}

describe('BatchTrust', () => {
  it('allows batches until three in a row have failed', () => {
    expect(afterFailures(2).allowsAt(5_000)).toBe(true);
    expect(afterFailures(3).allowsAt(5_000)).toBe(false);
    expect(afterFailures(3).isSuspected).toBe(true);
  });

  it('counts anew after one that was answered', () => {
    const trust = afterFailures(2);
    trust.noteAnswered();
    trust.noteFailed({ sentAt: 6_000, now: 6_100 });
    expect(trust.allowsAt(7_000)).toBe(true);
  });

  it('takes batches that were under way together for one failure', () => {
    const trust = new BatchTrust();
    for (let batch = 0; batch < 10; batch += 1) trust.noteFailed({ sentAt: 0, now: 1_000 + batch });
    expect(trust.isSuspected).toBe(false);
  });

  it('leaves them alone for five minutes when a single poll is answered meanwhile', () => {
    const trust = leftAlone();
    expect(trust.isSuspected).toBe(false);
    expect(trust.allowsAt(10_000 + 5 * minuteMs - 1)).toBe(false);
    expect(trust.allowsAt(10_000 + 5 * minuteMs)).toBe(true);
  });

  it('suspects them again after one more failure then, and trusts them after an answer', () => {
    const failed = leftAlone();
    failed.noteFailed({ sentAt: 6 * minuteMs, now: 6 * minuteMs });
    expect(failed.isSuspected).toBe(true);
    const answered = leftAlone();
    answered.noteAnswered();
    answered.noteFailed({ sentAt: 6 * minuteMs, now: 6 * minuteMs });
    expect(answered.isSuspected).toBe(false);
  });

  it('allows them again when the single poll fails too: the service is down', () => {
    const trust = afterFailures(3);
    trust.noteSingle({ isAnswered: false, sentAt: 9_000, now: 10_000 });
    expect(trust.allowsAt(10_000)).toBe(true);
  });

  it('learns nothing from polls that were sent before, or while nothing is suspected', () => {
    const suspected = afterFailures(3);
    suspected.noteSingle({ isAnswered: true, sentAt: 3_050, now: 4_000 });
    expect(suspected.isSuspected).toBe(true);
    const trusted = afterFailures(1);
    trusted.noteSingle({ isAnswered: true, sentAt: 9_000, now: 10_000 });
    expect(trusted.allowsAt(10_000)).toBe(true);
  });
});
