import { OptionsInvalidError } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { createFakeCore } from './create-fake-core.ts';

/** What is said of options that somebody without types could write. */
function complaintAbout(options: unknown): { readonly option: string; readonly message: string } {
  try {
    // The point is what happens without the compiler's help.
    createFakeCore(options as Parameters<typeof createFakeCore>[0]);
  } catch (error) {
    if (!OptionsInvalidError.isInstance(error)) throw error;
    return { option: error.option, message: error.message };
  }
  throw new Error('the options were accepted');
}

const rule = (when: unknown, inject: unknown): unknown => ({ rules: [{ when, inject }] });

describe('the options of a fake', () => {
  it('are all optional', () => {
    expect(createFakeCore().apiKey).toHaveLength(32);
  });

  it('name a misspelt field and the nearest valid one', () => {
    expect(complaintAbout({ dialekt: 'captchaai' })).toEqual({
      option: 'dialekt',
      message: 'createFakeCore: unknown field "dialekt", did you mean "dialect"?',
    });
  });

  it('name a misspelt dialect and the nearest valid one', () => {
    const { option, message } = complaintAbout({ dialect: 'captchai' });
    expect(option).toBe('dialect');
    expect(message).toContain('did you mean "captchaai"?');
  });

  it.each([
    [
      'a fault',
      rule({}, { kind: 'reset-after-charged' }),
      'rules.0.inject.kind',
      'did you mean "reset-after-charge"?',
    ],
    [
      'a field of a fault',
      rule({}, { kind: 'unsolvable', refundet: true }),
      'rules.0.inject.refundet',
      'did you mean "refunded"?',
    ],
    [
      'a condition',
      rule({ endpont: 'poll' }, { kind: 'pass' }),
      'rules.0.when.endpont',
      'did you mean "endpoint"?',
    ],
    [
      'an endpoint',
      rule({ endpoint: 'pol' }, { kind: 'pass' }),
      'rules.0.when.endpoint',
      'did you mean "poll"?',
    ],
    [
      'a task type',
      rule({ taskType: 'turnstyle' }, { kind: 'pass' }),
      'rules.0.when.taskType',
      'did you mean "turnstile"?',
    ],
    ['a law', { solveTime: { kind: 'log-normal' } }, 'solveTime.kind', 'did you mean "lognormal"?'],
    [
      'a type with a law',
      { solveTime: { turnstille: { kind: 'constant', ms: 1 } } },
      'solveTime',
      'did you mean "turnstile"?',
    ],
    ['a type with a price', { price: { imagee: 1 } }, 'price', 'did you mean "image"?'],
  ])('name what is misspelt in %s', (_what, options, option, hint) => {
    const complaint = complaintAbout(options);
    expect(complaint.option).toBe(option);
    expect(complaint.message).toContain(hint);
  });

  it.each([
    [
      'a probability above 1',
      rule({ probability: 1.5 }, { kind: 'pass' }),
      'rules.0.when.probability',
    ],
    [
      'a window that ends before it begins',
      rule({ fromMs: 2, untilMs: 1 }, { kind: 'pass' }),
      'rules.0.when.untilMs',
    ],
    ['a function for a condition', rule(() => true, { kind: 'pass' }), 'rules.0.when'],
    ['a fault without a kind', rule({}, {}), 'rules.0.inject.kind'],
    [
      'a refusal for polls alone',
      rule({ endpoint: 'poll' }, { kind: 'refuse' }),
      'rules.0.when.endpoint',
    ],
    [
      'a law with its quantiles exchanged',
      { solveTime: { kind: 'lognormal', p50Ms: 9, p95Ms: 3 } },
      'solveTime.p95Ms',
    ],
    ['a negative price', { price: -1 }, 'price'],
    ['a clock that cannot sleep', { clock: { now: () => 0 } }, 'clock'],
    ['two accounts with one key', { accounts: [{ apiKey: 'k' }, { apiKey: 'k' }] }, 'accounts'],
    ['a key beside accounts', { apiKey: 'k', accounts: [{ apiKey: 'l' }] }, 'apiKey'],
  ])('refuse %s', (_what, options, option) => {
    expect(complaintAbout(options).option).toBe(option);
  });

  it('are checked again for rules that are added later, of which none is taken when one is wrong', () => {
    const fake = createFakeCore();
    const wrong = { inject: { kind: 'no-slott' } };
    // The point is what happens without the compiler's help.
    const use = fake.use as (...rules: readonly unknown[]) => unknown;
    expect(() => use({ inject: { kind: 'ip-banned' } }, wrong)).toThrow('did you mean "no-slot"?');
    const { delivery } = fake.handle({
      method: 'GET',
      url: `/res.php?key=${fake.apiKey}&action=getbalance`,
    });
    expect(delivery).toMatchObject({ reply: { body: '100' } });
  });
});
