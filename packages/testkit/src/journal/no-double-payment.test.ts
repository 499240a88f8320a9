import { describe, expect, it } from 'vitest';

import { attempt, journalTask, recordOf } from '../__fixtures__/journal-record.ts';
import { noDoublePayment } from './no-double-payment.ts';

const first = journalTask({ id: '71' });
const second = journalTask({ id: '72', acceptedAt: 500 });
const firstAttempt = attempt({ ticketId: '71' });
const secondAttempt = attempt({ attemptId: 'login/2', ticketId: '72', reason: 'retry' });

describe('noDoublePayment', () => {
  it('finds a second acceptance that no decision explains', () => {
    const verdict = noDoublePayment(recordOf(first, second), {
      attempts: [firstAttempt, secondAttempt],
    });
    expect(verdict).toMatchObject({
      isClean: false,
      summary: '2 accepted, 1 paid twice, 0 maybe paid',
      findings: [{ kind: 'paid-twice', taskIds: ['71', '72'] }],
    });
    expect(verdict.findings[0]?.why).toContain('login/2 (retry)');
  });

  it('takes an explained second acceptance for what it is', () => {
    const attempts = [firstAttempt, { ...secondAttempt, reason: 'patience', explained: true }];
    expect(noDoublePayment(recordOf(first, second), { attempts }).isClean).toBe(true);
  });

  it('lets two solves be equal', () => {
    const attempts = [firstAttempt, attempt({ taskId: 'login again', ticketId: '72' })];
    expect(noDoublePayment(recordOf(first, second), { attempts }).isClean).toBe(true);
  });

  it('finds a second acceptance elsewhere, after one here', () => {
    const attempts = [firstAttempt, { ...secondAttempt, providerId: 'backup', ticketId: 'b-1' }];
    const { findings } = noDoublePayment(recordOf(first), { attempts });
    expect(findings).toMatchObject([{ kind: 'paid-twice', taskIds: ['71'] }]);
  });

  it('counts an accepted task whose id was lost as maybe paid, when a submit without a reply explains it', () => {
    const attempts = [
      attempt({ outcome: 'unknown' }),
      { ...secondAttempt, reason: 'failover', explained: true },
    ];
    const verdict = noDoublePayment(recordOf(first, second), { attempts });
    expect(verdict).toMatchObject({
      isClean: true,
      summary: '2 accepted, 0 paid twice, 1 maybe paid',
    });
  });

  it('finds an unexplained purchase after a submit without a reply that was in truth accepted', () => {
    const attempts = [attempt({ outcome: 'unknown' }), secondAttempt];
    expect(noDoublePayment(recordOf(first, second), { attempts }).findings).toMatchObject([
      { kind: 'paid-twice', taskIds: ['72'] },
    ]);
  });

  it('forgives it when the submit without a reply was never accepted', () => {
    const attempts = [attempt({ outcome: 'unknown' }), { ...firstAttempt, attemptId: 'login/2' }];
    expect(noDoublePayment(recordOf(first), { attempts }).isClean).toBe(true);
  });

  it('finds an acceptance that no attempt can have made: a retry inside an adapter', () => {
    const { findings } = noDoublePayment(recordOf(first, second), { attempts: [firstAttempt] });
    expect(findings).toMatchObject([{ kind: 'unexplained-acceptance', taskIds: ['72'] }]);
  });

  it('does not let a lost reply of another provider explain an acceptance here, when told which is here', () => {
    const attempts = [
      firstAttempt,
      attempt({ taskId: 'other', providerId: 'backup', outcome: 'unknown' }),
    ];
    const record = recordOf(first, second);
    expect(noDoublePayment(record, { attempts }).isClean).toBe(true);
    expect(noDoublePayment(record, { attempts, providerId: 'lead' }).isClean).toBe(false);
  });

  it('only suspects, without decisions, equal tasks that overlap', () => {
    const { findings } = noDoublePayment(recordOf(first, second));
    expect(findings).toMatchObject([{ kind: 'suspected-paid-twice', taskIds: ['71', '72'] }]);
  });

  it('does not suspect a task that was bought after an equal one had been delivered or had failed', () => {
    const later = journalTask({
      id: '72',
      acceptedAt: 12_000,
      deliveredAt: undefined,
      finalDeliveredAt: undefined,
    });
    expect(noDoublePayment(recordOf(first, later)).isClean).toBe(true);
    const failed = journalTask({ id: '71', deliveredAt: undefined, finalDeliveredAt: 400 });
    expect(noDoublePayment(recordOf(failed, second)).isClean).toBe(true);
  });

  it('takes an answer that a callback has brought for a delivered one', () => {
    const told = journalTask({ id: '71', deliveredAt: 400, finalDeliveredAt: undefined });
    expect(noDoublePayment(recordOf(told, second)).isClean).toBe(true);
  });

  it('suspects of equal tasks those that overlap, whichever came first', () => {
    const spans = [
      [0, 5_000],
      [1_000, 2_000],
      [6_000, 7_000],
      [7_000, 7_000],
      [7_000, 7_000],
      [8_000, 9_000],
      [8_000, 8_000],
      [8_000, 8_500],
      [9_500, 20_000],
      [10_000, 10_000],
    ] as const;
    const tasks = spans.map(([acceptedAt, finalDeliveredAt], index) =>
      journalTask({ id: String(index), acceptedAt, deliveredAt: undefined, finalDeliveredAt }),
    );
    const { findings } = noDoublePayment(recordOf(...tasks.toReversed()));
    expect(findings).toMatchObject([{ taskIds: ['9', '8', '7', '5', '1', '0'] }]);
  });

  it('judges a load test of equal tasks in no time', () => {
    const tasks = Array.from({ length: 40_000 }, (_, index) => {
      const acceptedAt = index * 10;
      return journalTask({ id: `${index}`, acceptedAt, finalDeliveredAt: acceptedAt + 5 });
    });
    const begun = performance.now();
    expect(noDoublePayment(recordOf(...tasks)).isClean).toBe(true);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('does not suspect different tasks', () => {
    expect(noDoublePayment(recordOf(first, { ...second, fingerprint: 'checkout' })).isClean).toBe(
      true,
    );
  });
});
