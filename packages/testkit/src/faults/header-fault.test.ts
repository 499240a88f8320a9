import { describe, expect, it } from 'vitest';

import { exchange, turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import { headerFaultOf } from './header-fault.ts';

/** What a submit comes to whose header has a text. */
function submitWith(fake: FakeProviderCore, fault: string, more: object = {}): unknown {
  const handled = fake.handle({
    method: 'POST',
    url: '/in.php',
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ key: fake.apiKey, ...turnstile(), ...more }).toString(),
    fault,
  });
  handled.flushed();
  const { delivery } = handled;
  return delivery.kind === 'reply' ? delivery.reply : delivery.kind;
}

describe('the header X-Fake-Fault', () => {
  it.each([
    ['N05', { kind: 'reset-before-headers' }],
    ['n17', { kind: 'content-length-short', length: 2 }],
    ['no-slot', { kind: 'no-slot' }],
    ['{"kind":"http-status","status":503}', { kind: 'http-status', status: 503 }],
  ])('reads %s', (text, fault) => {
    expect(headerFaultOf(text)).toMatchObject({ fault });
  });

  it.each([
    ['N050', 'unknown word "N050", did you mean "N05"?', 'N05'],
    ['no-slto', 'unknown word "no-slto", did you mean "no-slot"?', 'no-slot'],
    ['{"kind":"http-status","statuss":503}', 'did you mean "status"?', 'status'],
    ['{"kind":', 'is not JSON', undefined],
    ['', 'unknown word ""', undefined],
    ['N01', '"refuse" strikes before there is a request', undefined],
    ['N03', '"reset-on-accept" strikes before there is a request', undefined],
    ['S10', 'S10 says when, not what', undefined],
  ])('refuses %j with 400 and the nearest word', (text, message, nearest) => {
    const read = headerFaultOf(text);
    expect(read).toMatchObject({ refusal: { status: 400 } });
    const { error } = JSON.parse('refusal' in read ? read.refusal.body : '{}');
    expect(error).toEqual({
      field: 'X-Fake-Fault',
      message: expect.stringContaining(message),
      ...(nearest === undefined ? {} : { nearest }),
    });
  });

  it('strikes its request, before all rules, and is written down as a rule is', () => {
    const rules = [{ inject: { kind: 'zero-balance' } }] as const;
    const fake = createFakeCore({ headerFaults: true, rules });
    expect(submitWith(fake, 'no-slot')).toMatchObject({ body: 'ERROR_NO_SLOT_AVAILABLE' });
    expect(fake.journal.events).toContainEqual(
      expect.objectContaining({ kind: 'rule-applied', rule: 'X-Fake-Fault', fault: 'no-slot' }),
    );
    expect(submitWith(fake, 'N05')).toBe('reset');
    expect(exchange(fake, '/in.php', turnstile())).toBe('ERROR_ZERO_BALANCE');
  });

  it('does nothing, and is not even read, unless it is allowed', () => {
    const fake = createFakeCore();
    expect(submitWith(fake, 'N05')).toMatchObject({ body: expect.stringMatching(/^OK/) });
    expect(submitWith(fake, 'nonsense')).toMatchObject({ body: expect.stringMatching(/^OK/) });
    expect(fake.journal.events.filter(({ kind }) => kind === 'rule-applied')).toEqual([]);
  });

  it('has nothing done that it says in vain', () => {
    const fake = createFakeCore({ headerFaults: true });
    expect(submitWith(fake, 'nonsense')).toMatchObject({ status: 400 });
    expect(fake.journal.events).toEqual([]);
  });

  it('settles the fate of the callback of its submit, and warns where there is none', () => {
    const fake = createFakeCore({ headerFaults: true, solveTime: { kind: 'constant', ms: 0 } });
    submitWith(fake, 'callback-twice', { pingback: 'http://127.0.0.1:9/' });
    expect(fake.takeCallbacks()).toHaveLength(2);
    submitWith(fake, 'callback-twice');
    const warnings = fake.journal.events.filter(({ kind }) => kind === 'warning');
    expect(warnings).toMatchObject([{ warning: 'fault-without-effect' }]);
  });
});
