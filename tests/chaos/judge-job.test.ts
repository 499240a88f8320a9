import type { JournalTask } from '@understudy/testkit';
import type { Job, StoredAttempt } from '@understudy/worker';
import { describe, expect, it } from 'vitest';

import { judgeJob } from './judge-job.ts';

const attempt = (init: Partial<StoredAttempt> & { readonly id?: string }): StoredAttempt => ({
  attemptId: `attempt-${init.id ?? 'without'}`,
  claim: 0,
  providerId: 'lead',
  because: 'first',
  bookedAtEpochMs: 1,
  ...(init.id === undefined
    ? {}
    : {
        ticket: {
          attemptId: `attempt-${init.id}`,
          providerId: 'lead',
          taskType: 'turnstile',
          acceptedAtEpochMs: 2,
          ticket: { id: init.id },
        },
      }),
  ...init,
});

const task = (id: string, more: Partial<JournalTask> = {}): JournalTask => ({
  id,
  type: 'turnstile',
  fingerprint: 'f',
  account: 'account-1',
  state: 'solved',
  acceptedAt: 1,
  chargedAmount: 0.003,
  isRefunded: false,
  polls: 1,
  pollsAfterFinal: 0,
  deliveredAt: 3,
  readyAt: 2,
  ...more,
});

const job = (attempts: readonly StoredAttempt[], state: Job['state'] = 'solved'): Job =>
  // The judge looks at the state and the attempts.
  Object({ jobId: 'j', state, attempts });

describe('the judge of a chaos run', () => {
  it('finds nothing at a job that was bought once', () => {
    const sound = judgeJob(job([attempt({ id: 'a', outcome: 'solved' })]), [task('a')]);
    expect(sound).toEqual({ isLost: false, paidTwice: 0, maybePaid: 0, why: [] });
  });

  it('finds an acceptance that nobody booked', () => {
    const found = judgeJob(job([attempt({ id: 'a', outcome: 'solved' })]), [task('a'), task('b')]);
    expect(found).toMatchObject({ paidTwice: 1, maybePaid: 0 });
  });

  it('takes an acceptance whose reply was lost for maybe paid', () => {
    const doubt = attempt({ outcome: 'unknown' });
    const second = attempt({ id: 'b', because: 'router', outcome: 'solved' });
    const found = judgeJob(job([doubt, second]), [task('a'), task('b')]);
    expect(found).toMatchObject({ paidTwice: 0, maybePaid: 1 });
  });

  it.each([
    ['first', 'took itself for the first'],
    ['others-ended', 'was open'],
    ['maybe-paid', 'without a doubt'],
    ['router', 'follows nothing'],
  ])('finds a second purchase "%s" while a ticket was open', (because, words) => {
    const second = attempt({ id: 'b', because, claim: 1, outcome: 'solved' });
    const found = judgeJob(job([attempt({ id: 'a' }), second]), [task('a'), task('b')]);
    expect(found.paidTwice).toBe(1);
    expect(found.why.join()).toContain(words);
  });

  it('finds a job that never ended, one that is gone, and one whose answer was left lying', () => {
    expect(judgeJob(job([], 'queued'), []).isLost).toBe(true);
    expect(judgeJob(undefined, []).isLost).toBe(true);
    const lying = task('a', { deliveredAt: undefined });
    expect(judgeJob(job([attempt({ id: 'a' })], 'failed'), [lying]).isLost).toBe(true);
  });
});
