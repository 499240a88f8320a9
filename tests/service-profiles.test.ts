import type { CallContext, Task } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';
import { compatible, type CompatibleOptions } from '@understudy/provider-compatible';
import { createFakeCore, type FakeOptions, type FakeProviderCore } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { profiles } from '../packages/provider-compatible/src/profile/profiles.ts';
import {
  type ServiceProfileName,
  serviceProfileNames,
  serviceProfiles,
} from '../packages/testkit/src/dialects/profiles/service-profiles.ts';

const pageUrl = 'https://shop.example/login';
const task: Task = { type: 'recaptcha-v2', siteKey: '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ', pageUrl };

type CompatibleProfile = Exclude<ServiceProfileName, 'captchaai'>;

const isCompatible = (name: ServiceProfileName): name is CompatibleProfile => name !== 'captchaai';

/** anti-captcha takes pictures only at in.php. */
const pairs = serviceProfileNames
  .filter(isCompatible)
  .flatMap((profile) => serviceProfiles[profile].dialects.map((dialect) => ({ profile, dialect })))
  .filter(({ profile, dialect }) => profile !== 'anti-captcha' || dialect === 'createTask');

/** The adapter of a service before its imitation, in memory and in virtual time. */
function connect(options: FakeOptions & Pick<(typeof pairs)[number], 'profile' | 'dialect'>) {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 20_000 } as const;
  const fake = createFakeCore({ clock, seed: 7, solveTime, ...options });
  const { profile } = options;
  const dialect = options.dialect === 'createTask' ? 'createTask' : 'in.php';
  const provider = compatible(adapterOptions(fake, { profile, dialect }));
  const context: CallContext = {
    signal: new AbortController().signal,
    recall: new AbortController().signal,
    clock,
    random: seededRandom(7),
    attemptId: 'attempt-1',
    remainingMs: 120_000,
  };
  return { clock, fake, provider, context };
}

const adapterOptions = (
  fake: FakeProviderCore,
  choice: Pick<CompatibleOptions, 'profile' | 'dialect'>,
): CompatibleOptions => ({
  ...choice,
  apiKey: fake.apiKey,
  baseUrl: 'http://127.0.0.1:4000',
  transport: fake.transport(),
});

/** Waits for a call that needs no time to pass. */
async function ended<T>(clock: VirtualClock, call: Promise<T>): Promise<T> {
  const [value] = await Promise.all([call, clock.settle()]);
  return value;
}

/** The code of the error that a call rejects with; what it resolved to, when it did not. */
const failureOf = async (clock: VirtualClock, call: Promise<unknown>): Promise<unknown> =>
  ended(
    clock,
    call.catch((error: unknown) => Object(error).code),
  );

describe('the profiles of the fake', () => {
  it('imitate every service that the adapters know', () => {
    const known = Object.keys(profiles).filter((name) => name !== 'custom');
    expect(serviceProfileNames.toSorted()).toEqual([...known, 'captchaai'].toSorted());
  });

  it.each(pairs)('$profile is solved by its own adapter over $dialect', async (pair) => {
    const { clock, fake, provider, context } = connect(pair);
    const submission = await ended(clock, provider.submit(task, context));
    if (submission.status !== 'accepted') throw new Error(submission.status);
    const { ticket } = submission;
    expect(await ended(clock, provider.poll(ticket, context))).toEqual({ status: 'pending' });
    await clock.advance(20_000);
    const result = await ended(clock, provider.poll(ticket, context));
    if (result.status !== 'solved') throw new Error(result.status);
    const token: unknown = Object(result.solution).token;
    expect(fake.journal.taskIdOfAnswer(String(token))).toBe(ticket['id']);
  });

  it.each(pairs)('$profile says over $dialect what its adapter understands', async (pair) => {
    const submitUnder = async (kind: 'no-slot' | 'zero-balance' | 'key-revoked' | 'ip-banned') => {
      const { clock, provider, context } = connect({ ...pair, rules: [{ inject: { kind } }] });
      return failureOf(clock, provider.submit(task, context));
    };
    expect(await submitUnder('no-slot')).toBe('at-capacity');
    expect(await submitUnder('zero-balance')).toBe('funds-exhausted');
    expect(await submitUnder('key-revoked')).toBe('credentials-rejected');
    expect(await submitUnder('ip-banned')).toBe('address-banned');
    const { clock, fake, provider, context } = connect(pair);
    const submission = await ended(clock, provider.submit(task, context));
    fake.restart({ keeps: 'paid' });
    const ticket = submission.ticket;
    if (ticket === undefined) throw new Error('no ticket');
    expect(await ended(clock, provider.poll(ticket, context))).toMatchObject({
      status: 'failed',
      error: { code: 'ticket-lost' },
    });
  });
});
