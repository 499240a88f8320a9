import { describe, expect, it } from 'vitest';

import { failedJob, failure, idOf } from '../control/__fixtures__/memory-book.ts';
import type { Job } from '../jobs/job.ts';
import { letterText } from './letter-text.ts';
import { lettersText } from './letters-text.ts';
import { withoutSecrets } from './without-secrets.ts';

const nowEpochMs = 1_800_000_000_000;

const buried: Job = {
  ...failedJob(idOf(1), {
    type: 'raw',
    method: 'acme',
    parameters: { cookies: 'session=1234', proxy: 'me:pass@10.0.0.1:80', body: 'A'.repeat(5_000) },
  }),
  attempts: [
    {
      attemptId: 'a1',
      claim: 0,
      providerId: 'captchaai',
      because: 'first',
      bookedAtEpochMs: nowEpochMs - 180_000,
      outcome: 'refused',
      report: {
        attemptId: 'a1',
        providerId: 'captchaai',
        startedAtEpochMs: nowEpochMs - 180_000,
        durationMs: 90,
        outcome: 'refused',
        charged: 'no',
        reason: 'lead',
        code: 'at-capacity',
        rawCode: 'ERROR_ZERO_BALANCE',
        message: 'all threads\nare busy',
      },
    },
    {
      attemptId: 'a2',
      claim: 1,
      providerId: 'rucaptcha',
      because: 'others-ended',
      bookedAtEpochMs: nowEpochMs - 90_000,
      ticket: {
        attemptId: 'a2',
        providerId: 'rucaptcha',
        ticket: { id: '7700' },
        taskType: 'raw',
        acceptedAtEpochMs: nowEpochMs - 89_000,
      },
    },
    {
      attemptId: 'a3',
      claim: 2,
      providerId: 'rucaptcha',
      because: 'maybe-paid',
      bookedAtEpochMs: nowEpochMs - 80_000,
    },
  ],
};

describe('letterText', () => {
  it('tells the whole story of a dead letter, without what a task says of accounts', () => {
    expect(letterText(withoutSecrets(buried), nowEpochMs)).toMatchInlineSnapshot(`
      "job           00000000-0000-4000-8000-000000000001
      state         failed
      task          {"type":"raw","method":"acme","parameters":{"cookies":"[hidden]","proxy":"[hidden]","body":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA… (5000 characters)"}}
      priority      normal
      enqueued      2 min ago
      failed        1 min ago by all-attempts-failed
      why           nobody solved it
      charged       no
      open tickets  none

      attempt  provider   booked          because       outcome  charged  code                ticket         why
      a1       captchaai  3 min ago       first         refused  no       ERROR_ZERO_BALANCE                 all threads are busy
      a2       rucaptcha  1 min 30 s ago  others-ended  open     yes                          {"id":"7700"}
      a3       rucaptcha  1 min 20 s ago  maybe-paid    open     unknown
      "
    `);
  });
});

describe('lettersText', () => {
  it('gives each dead letter a line', () => {
    const long = { ...failure, message: 'no '.repeat(40) };
    const letters = [buried, { ...failedJob(idOf(2)), failure: long } as Job];
    expect(lettersText(letters, nowEpochMs)).toMatchInlineSnapshot(`
      "job                                   ended      code                 charged  attempts  task       why
      00000000-0000-4000-8000-000000000001  1 min ago  all-attempts-failed  no       3         raw        nobody solved it
      00000000-0000-4000-8000-000000000002  1 min ago  all-attempts-failed  no       0         turnstile  no no no no no no no no no no no no no no no no no no no no…
      "
    `);
  });

  it('says when there are none', () => {
    expect(lettersText([], nowEpochMs)).toBe('no dead letters\n');
  });
});
