import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { type EndedAttempt, EndedAttempts } from './ended-attempts.ts';

const task = { type: 'turnstile', siteKey: '0x4AAA', pageUrl: 'https://shop.example/' } as const;

interface Ended extends EndedAttempt {
  readonly name: string;
}

const ended = (
  name: string,
  state: Partial<Ended['state']> = {},
  original: object = task,
): Ended => ({
  name,
  state: { isPending: false, liveUntil: 60_000, rescuableUntil: 900_000, ...state },
  init: { original } as Ended['init'],
});

const over = (name: string): Ended =>
  ended(name, { liveUntil: -Infinity, rescuableUntil: -Infinity });

function worldOf() {
  const clock = new VirtualClock();
  const forgotten: string[] = [];
  const attempts = new EndedAttempts<Ended>(clock, ({ name }) => forgotten.push(name));
  return { clock, forgotten, attempts };
}

describe('EndedAttempts', () => {
  it('forgets at once what nothing can come of', () => {
    const { attempts, forgotten } = worldOf();
    attempts.add(over('solved'));
    expect(forgotten).toEqual(['solved']);
    expect(attempts.size).toBe(0);
  });

  it('keeps what a provider may have in work, and what a callback may bring back', async () => {
    const { attempts, forgotten, clock } = worldOf();
    attempts.add(ended('without a callback', { rescuableUntil: -Infinity }));
    attempts.add(ended('with a callback'));
    await clock.advance(59_999);
    attempts.add(over('first'));
    expect(forgotten).toEqual(['first']);
    await clock.advance(1);
    attempts.add(over('second'));
    expect(forgotten.slice(1).toSorted()).toEqual(['second', 'without a callback']);
    await clock.advance(840_000);
    attempts.add(over('third'));
    expect(forgotten.slice(3).toSorted()).toEqual(['third', 'with a callback']);
  });

  it('keeps what turns out to be in work for longer', async () => {
    const { attempts, forgotten, clock } = worldOf();
    const state = { isPending: false, liveUntil: 60_000, rescuableUntil: -Infinity };
    attempts.add({ ...ended('slow'), state });
    state.liveUntil = 90_000;
    await clock.advance(60_000);
    attempts.add(over('other'));
    expect(forgotten).toEqual(['other']);
    await clock.advance(30_000);
    attempts.add(over('another'));
    expect(forgotten).toContain('slow');
  });

  it('leaves an attempt whose ticket was adopted to end again', async () => {
    const { attempts, forgotten, clock } = worldOf();
    const state = { isPending: false, liveUntil: 60_000, rescuableUntil: 900_000 };
    const adopted = { ...ended('adopted'), state };
    attempts.add(adopted);
    state.isPending = true;
    await clock.advance(1_000_000);
    attempts.add(over('other'));
    expect(forgotten).toEqual(['other']);
    Object.assign(state, { isPending: false, liveUntil: -Infinity, rescuableUntil: -Infinity });
    attempts.add(adopted);
    expect(forgotten).toEqual(['other', 'adopted']);
  });

  it('keeps ten thousand for a callback, and drops the oldest of more', async () => {
    const { attempts, forgotten, clock } = worldOf();
    for (let index = 0; index < 10_003; index += 1)
      attempts.add(ended(`${index}`, { rescuableUntil: 900_000 + index }));
    expect(forgotten).toEqual([]);
    await clock.advance(60_000);
    attempts.add(over('other'));
    expect(attempts.size).toBe(10_000);
    expect(forgotten.filter((name) => name !== 'other')).toEqual(['0', '1', '2']);
  });

  it('keeps tasks of at most 64 MiB for a callback', async () => {
    const { attempts, forgotten, clock } = worldOf();
    const images = Array.from({ length: 9 }, () => new Uint8Array(1_048_576));
    for (let index = 0; index < 20; index += 1)
      attempts.add(ended(`${index}`, {}, { type: 'bls', images, instructions: '664' }));
    await clock.advance(60_000);
    attempts.add(over('other'));
    expect(attempts.size).toBe(7);
    expect(forgotten).toContain('0');
    expect(forgotten).not.toContain('19');
  });

  it('keeps nothing once it is closed', () => {
    const { attempts, forgotten } = worldOf();
    attempts.add(ended('before'));
    attempts.close();
    attempts.add(ended('after'));
    expect(forgotten).toEqual(['before', 'after']);
    expect(attempts.size).toBe(0);
  });
});
