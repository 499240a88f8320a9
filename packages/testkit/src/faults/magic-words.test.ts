import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { exchange, poll, send, submit } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import type { FakeOptions } from '../fake/fake-options.ts';

const withKey = (sitekey: string) => ({
  method: 'turnstile',
  sitekey,
  pageurl: 'https://shop.example',
});
const onHost = (host: string) => ({
  method: 'turnstile',
  sitekey: '0x4',
  pageurl: `https://${host}/login`,
});

function startFake(options: FakeOptions = {}): {
  readonly clock: VirtualClock;
  readonly fake: FakeProviderCore;
} {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 10_000 } as const;
  return { clock, fake: createFakeCore({ clock, seed: 7, solveTime, ...options }) };
}

describe('a magic word', () => {
  it.each([withKey('fake-unsolvable'), onHost('unsolvable.test')])(
    '%o makes its fault',
    async (task) => {
      const { clock, fake } = startFake();
      const id = submit(fake, task);
      await clock.advance(10_000);
      expect(poll(fake, id)).toBe('ERROR_CAPTCHA_UNSOLVABLE');
    },
  );

  it('says how long, how often and which status', async () => {
    const { clock, fake } = startFake();
    const slow = submit(fake, withKey('fake-slow-60s'));
    await clock.advance(59_999);
    expect(poll(fake, slow)).toBe('CAPCHA_NOT_READY');
    await clock.advance(1);
    expect(poll(fake, slow)).toMatch(/^OK/);
    const tries = [1, 2, 3].map(() =>
      exchange(fake, '/in.php', withKey('fake-no-slot-2')).slice(0, 13),
    );
    expect(tries).toEqual(['ERROR_NO_SLOT', 'ERROR_NO_SLOT', expect.stringMatching(/^OK/)]);
    expect(exchange(fake, '/in.php', withKey('fake-http-503'))).toContain(
      '503 Service Unavailable',
    );
    expect(send(fake, '/in.php', withKey('fake-reset')).delivery).toEqual({ kind: 'reset' });
  });

  it('gives a wrong answer that the journal does not know', async () => {
    const { clock, fake } = startFake();
    const id = submit(fake, onHost('wrong-answer.test'));
    await clock.advance(10_000);
    const [, answer = ''] = poll(fake, id).split('|');
    expect(answer).toMatch(/^0\./);
    expect(fake.journal.taskIdOfAnswer(answer)).toBeUndefined();
  });

  it('stands back behind a rule, and means nothing where it is unknown or switched off', () => {
    const ruled = startFake({ rules: [{ inject: { kind: 'ip-banned' } }] }).fake;
    expect(exchange(ruled, '/in.php', withKey('fake-no-slot'))).toBe('IP_BANNED');
    submit(startFake().fake, withKey('fake-nonsense'));
    submit(startFake({ magicWords: false }).fake, withKey('fake-no-slot'));
  });

  it('is in the journal as the rule that struck', () => {
    const { fake } = startFake();
    exchange(fake, '/in.php', withKey('fake-no-slot'));
    const rule = expect.objectContaining({ kind: 'rule-applied', rule: 'fake-no-slot' });
    expect(fake.journal.events).toContainEqual(rule);
  });
});
