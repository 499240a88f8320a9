import { OptionsInvalidError } from '@understudy/core/provider';
import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { outcomeOf, submitOf, type WireOutcome } from '../__fixtures__/wire-outcome.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import type { Fault } from '../faults/fault.ts';
import type { Rule } from '../faults/rule.ts';

interface Setting {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
  readonly submit: (page?: string) => Promise<WireOutcome>;
}

function settingWith(...rules: readonly Rule[]): Setting {
  const clock = new VirtualClock();
  const fake = createFakeCore({ clock, seed: 7, rules });
  const transport = fake.transport();
  const url = 'http://fake.test/in.php';
  const submit = async (page = 'login'): Promise<WireOutcome> =>
    outcomeOf({ transport, url, fields: submitOf(fake.apiKey, page) });
  return { clock, fake, submit };
}

const struckBy = (inject: Fault): Setting => settingWith({ inject });

const whys = (fake: FakeProviderCore): readonly string[] =>
  fake.journal.events.filter((event) => event.kind === 'reply-lost').map(({ why }) => why);

describe('the transport of a fake in memory', () => {
  it('carries submits and polls, and counts an answer as delivered that has arrived', async () => {
    const { fake, submit } = settingWith();
    expect(await submit()).toMatchObject({ status: 200, body: expect.stringMatching(/^OK\|\d+$/) });
    expect(fake.journal.tasks).toMatchObject([{ acceptanceDeliveredAt: 0 }]);
  });

  it('is silent for two minutes on the clock, which is as long as undiciTransport waits', async () => {
    for (const [kind, code] of [
      ['hang-before-headers', 'UND_ERR_HEADERS_TIMEOUT'],
      ['hang-mid-body', 'UND_ERR_BODY_TIMEOUT'],
    ] as const) {
      const { clock, fake, submit } = struckBy({ kind });
      const outcome = submit();
      await clock.advance(119_999);
      expect(whys(fake)).toEqual([]);
      await clock.advance(1);
      expect(await outcome).toMatchObject({ code: 'outcome-unknown', cause: code });
      expect(whys(fake)).toEqual(['hang']);
      expect(clock.sleeperCount).toBe(0);
    }
  });

  it('gives up connecting after ten seconds on the clock', async () => {
    const { clock, submit } = struckBy({ kind: 'dns-hang' });
    const outcome = submit();
    await clock.advance(10_000);
    expect(await outcome).toEqual({
      code: 'unreachable',
      charged: 'no',
      cause: 'UND_ERR_CONNECT_TIMEOUT',
    });
  });

  it('holds a reply back on the clock, byte by byte', async () => {
    const { clock, fake, submit } = struckBy({
      kind: 'slow-drip',
      bytesPerTick: 5,
      everyMs: 1_000,
    });
    const outcome = submit();
    await clock.runUntil(3_000);
    expect(await outcome).toMatchObject({ status: 200 });
    expect(fake.journal.tasks).toMatchObject([{ acceptanceDeliveredAt: 3_000 }]);
  });

  it('breaks what is under way when a window of refusal opens, and is well when it closes', async () => {
    const { clock, fake, submit } = settingWith(
      { when: { fromMs: 1_000, untilMs: 2_000 }, inject: { kind: 'refuse' } },
      { when: { first: 1 }, inject: { kind: 'hang-before-headers' } },
    );
    const underWay = submit('login');
    await clock.runUntil(1_000);
    expect(await underWay).toMatchObject({ code: 'outcome-unknown', cause: 'ECONNRESET' });
    expect(await submit('cart')).toMatchObject({ code: 'unreachable', cause: 'ECONNREFUSED' });
    await clock.runUntil(2_000);
    expect(await submit('cart')).toMatchObject({ status: 200 });
    const states = fake.journal.events.filter(({ kind }) => kind === 'listener-changed');
    expect(states).toMatchObject([{ state: 'refusing' }, { state: 'open' }]);
  });

  it('strikes names by the rules on lookups, and addresses by none', async () => {
    const { fake, submit } = struckBy({ kind: 'dns-failure' });
    expect(await submit()).toMatchObject({ code: 'unreachable', cause: 'ENOTFOUND' });
    const transport = fake.transport();
    const fields = submitOf(fake.apiKey, 'login');
    const url = 'http://127.0.0.1/in.php';
    expect(await outcomeOf({ transport, url, fields })).toMatchObject({ status: 200 });
  });

  it('can be recalled while it connects, and not after', async () => {
    const recall = new AbortController();
    const { clock, fake } = struckBy({ kind: 'dns-hang' });
    const recalled = outcomeOf({
      transport: fake.transport(),
      url: 'http://fake.test/in.php',
      fields: submitOf(fake.apiKey, 'login'),
      signals: { recall: recall.signal },
    });
    await clock.settle();
    recall.abort();
    expect(await recalled).toMatchObject({ code: 'unreachable', charged: 'no' });
    expect(fake.journal.submits).toEqual([]);
    expect(clock.sleeperCount).toBe(0);
  });

  it('refuses a rule that it cannot obey, before and after it was made', () => {
    const rule: Rule = { inject: { kind: 'proxy-407' } };
    expect(() => settingWith(rule)).toThrow(OptionsInvalidError);
    const { fake } = settingWith();
    expect(() => fake.use(rule)).toThrow('startFakeProvider can make it');
    const sequence: Rule = { inject: [{ kind: 'pass' }, { kind: 'proxy-407' }] };
    expect(() => fake.use(sequence)).toThrow('startFakeProvider can make it');
    expect(() => createFakeCore().use(rule)).not.toThrow();
  });

  it('names a misspelt option', () => {
    // The point is what happens without the compiler's help.
    const options = { conectTimeoutMs: 1 } as Parameters<FakeProviderCore['transport']>[0];
    expect(() => createFakeCore().transport(options)).toThrow('did you mean "connectTimeoutMs"?');
  });

  it('breaks what is under way when it is closed', async () => {
    const clock = new VirtualClock();
    const fake = createFakeCore({ clock, rules: [{ inject: { kind: 'hang-before-headers' } }] });
    const transport = fake.transport();
    const fields = submitOf(fake.apiKey, 'login');
    const outcome = outcomeOf({ transport, url: 'http://127.0.0.1/in.php', fields });
    await clock.settle();
    await transport.close?.();
    expect(await outcome).toMatchObject({ code: 'outcome-unknown', cause: 'UND_ERR_DESTROYED' });
    const late = await outcomeOf({ transport, url: 'http://127.0.0.1/in.php', fields });
    expect(late).toMatchObject({ code: 'unreachable' });
  });
});
