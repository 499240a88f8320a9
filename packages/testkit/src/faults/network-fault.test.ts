import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { send, turnstile } from '../__fixtures__/drive-in-php.ts';
import { outcomeOf, submitOf } from '../__fixtures__/wire-outcome.ts';

import { createFakeCore } from '../fake/create-fake-core.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';
import { createDraws } from '../core/draws.ts';
import type { Fault } from './fault.ts';
import type { Rule } from './rule.ts';
import { RuleBook } from './rule-book.ts';

const reset: Rule = { inject: { kind: 'reset-on-accept' } };

/** Which of the next connections a rule takes, counted from 1. */
function struckBy(...rules: readonly Rule[]): readonly number[] {
  const book = new RuleBook(createDraws('7'));
  book.add(rules);
  return [1, 2, 3, 4].filter((nth) => book.matchEarly('connection', { nth, now: 0 }) !== undefined);
}

describe('a rule that strikes before there is a request', () => {
  it('counts connections, and heeds windows and shields', () => {
    expect(struckBy(reset)).toEqual([1, 2, 3, 4]);
    expect(struckBy({ ...reset, when: { every: 2 } })).toEqual([2, 4]);
    expect(struckBy({ ...reset, when: { fromMs: 1 } })).toEqual([]);
    expect(struckBy({ inject: { kind: 'pass' } }, reset)).toEqual([]);
    expect(struckBy({ inject: { kind: 'pass' }, when: { endpoint: 'poll' } }, reset)).toHaveLength(
      4,
    );
  });

  it('draws for each connection, the same for the same seed', () => {
    const brownout: Rule = { ...reset, when: { probability: 0.5 } };
    expect(struckBy(brownout)).toEqual(struckBy(brownout));
    expect(struckBy({ ...reset, when: { probability: 0 } })).toEqual([]);
  });

  it('takes no request and no connection of another stage', () => {
    expect(struckBy({ inject: { kind: 'dns-failure' } })).toEqual([]);
  });

  it('knows no endpoint, task type or key', () => {
    const rules: readonly Rule[] = [{ ...reset, when: { endpoint: 'poll' } }];
    expect(() => createFakeCore({ rules })).toThrow('strikes before there is a request');
  });

  it('is refused by a fake that has no TLS to strike', async () => {
    const rules: readonly Rule[] = [{ inject: { kind: 'tls-expired' } }];
    await expect(startFakeProvider({ rules })).rejects.toThrow('start it with tls: true');
  });
});

/** What a submit under a fault has cost, and how its reply fared, when nobody waits for it any longer. */
async function fateUnder(inject: Fault): Promise<string> {
  const clock = new VirtualClock();
  const fake = createFakeCore({
    clock,
    seed: 7,
    rules: [{ when: { endpoint: 'submit' }, inject }],
  });
  const transport = fake.transport();
  const fields = submitOf(fake.apiKey, 'login');
  const outcome = outcomeOf({ transport, url: 'http://127.0.0.1/in.php', fields });
  await clock.advance(120_000);
  await outcome;
  const { events, tasks } = fake.journal;
  const lost = events.filter((event) => event.kind === 'reply-lost').map(({ why }) => why);
  const delivered = tasks.filter(
    ({ acceptanceDeliveredAt }) => acceptanceDeliveredAt !== undefined,
  );
  const fate = [...lost, ...delivered.map(() => 'delivered')].join(' and ');
  return `${fake.journal.paidCount()} ${fate}`;
}

describe('a fault of the reply', () => {
  it.each([
    [{ kind: 'close-before-headers' }, '0 cut'],
    [{ kind: 'close-before-headers', charged: true }, '1 cut'],
    [{ kind: 'half-open' }, '1 cut'],
    [{ kind: 'half-open', charged: false }, '0 cut'],
    [{ kind: 'mid-body-reset' }, '1 reset'],
    [{ kind: 'mid-body-reset', charged: false }, '0 reset'],
    [{ kind: 'mid-body-close' }, '1 cut'],
    [{ kind: 'hang-mid-body' }, '1 hang'],
    [{ kind: 'hang-after-headers' }, '1 hang'],
    [{ kind: 'bad-chunk' }, '1 spoiled'],
    [{ kind: 'garbage-bytes' }, '1 spoiled'],
    [{ kind: 'content-length-short' }, '1 cut'],
    [{ kind: 'content-length-long' }, '1 hang'],
    [{ kind: 'content-length-duplicate' }, '1 spoiled'],
    [{ kind: 'headers-huge' }, '1 spoiled'],
    [{ kind: 'body-huge' }, '1 spoiled'],
    [{ kind: 'gzip-bomb', mebibytes: 2 }, '1 spoiled'],
    [{ kind: 'bad-gzip' }, '1 spoiled'],
    [{ kind: 'wrong-encoding-label' }, '1 spoiled'],
    [{ kind: 'only-100' }, '1 hang'],
    [{ kind: 'slow-drip', bytesPerTick: 1, everyMs: 10 }, '1 delivered'],
    [{ kind: 'early-hints' }, '1 delivered'],
    [{ kind: 'connection-close' }, '1 delivered'],
    [{ kind: 'keep-alive-race' }, '1 delivered'],
    [{ kind: 'pipelining-disorder' }, '1 delivered'],
    [{ kind: 'http-1-0' }, '1 delivered'],
    [{ kind: 'header-case' }, '1 delivered'],
    [{ kind: 'trailing-bytes' }, '1 delivered'],
    [{ kind: 'redirect', to: 'loop' }, '0 '],
    [{ kind: 'redirect', to: 'loop', charged: true }, '1 '],
  ] satisfies readonly (readonly [Fault, string])[])(
    '%o costs and fares %s',
    async (inject, fate) => {
      expect(await fateUnder(inject)).toBe(fate);
    },
  );

  it('follows from the seed where it looks like chance', () => {
    const garbage = (seed: number): unknown => {
      const fake = createFakeCore({
        seed,
        rules: [{ inject: { kind: 'garbage-bytes', bytes: 80 } }],
      });
      const { delivery } = send(fake, '/in.php', turnstile());
      return delivery.kind === 'script' ? delivery.script.steps : delivery.kind;
    };
    expect(garbage(7)).toEqual(garbage(7));
    expect(garbage(7)).not.toEqual(garbage(8));
    expect(garbage(7)).toMatchObject([{ kind: 'write', bytes: { length: 80 } }]);
  });

  it('leaves the key out of the Location', () => {
    const fake = createFakeCore({ rules: [{ inject: { kind: 'redirect', to: 'other-host' } }] });
    const url = `/res.php?key=${fake.apiKey}&action=getbalance`;
    const { delivery } = fake.handle({ method: 'GET', url });
    expect(delivery).toMatchObject({
      reply: { headers: { location: 'http://elsewhere.invalid/res.php' } },
    });
  });

  it('writes dates of Retry-After by the wall clock of the fake', () => {
    const clock = new VirtualClock(Date.UTC(2026, 10, 22, 12));
    const retryAfter = (inject: Fault): unknown => {
      const fake = createFakeCore({ clock, rules: [{ inject }] });
      const { delivery } = send(fake, '/in.php', turnstile());
      return delivery.kind === 'reply' ? delivery.reply.headers['retry-after'] : undefined;
    };
    const busy = { kind: 'http-status', status: 429 } as const;
    expect(retryAfter({ ...busy, retryAfter: 'http-date' })).toBe('Sun, 22 Nov 2026 12:00:20 GMT');
    expect(retryAfter({ ...busy, retryAfter: 'past' })).toBe('Sat, 21 Nov 2026 12:00:00 GMT');
    expect(retryAfter({ ...busy, retryAfter: 'absurd' })).toBe('1000000000');
    expect(retryAfter({ ...busy, retryAfterSeconds: 20 })).toBe('20');
    expect(retryAfter(busy)).toBeUndefined();
  });
});
