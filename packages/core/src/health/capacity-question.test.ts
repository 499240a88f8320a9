import { describe, expect, it } from 'vitest';

import type { Capacity } from '../provider/balance.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { CapacityQuestion } from './capacity-question.ts';

interface Asked {
  readonly clock: VirtualClock;
  readonly question: CapacityQuestion;
  readonly calls: readonly number[];
}

function asking(capacity: () => Promise<Capacity>, closed = new AbortController()): Asked {
  const clock = new VirtualClock();
  const calls: number[] = [];
  const provider = scriptedProvider({
    id: 'lead',
    capacity: async () => {
      calls.push(clock.now());
      return capacity();
    },
  });
  const random = seededRandom(1);
  const options = { provider, clock, random, closed: closed.signal };
  return { clock, question: new CapacityQuestion(options), calls };
}

describe('CapacityQuestion', () => {
  it.each<[string, Capacity, number | undefined]>([
    ['the slots of the account', { slots: 10 }, 10],
    ['what others have left of them', { slots: 10, busy: 7 }, 6],
    ['all of them when it has not noticed ours yet', { slots: 10, busy: 0 }, 10],
    ['one at least', { slots: 2, busy: 9 }, 1],
    ['nothing', {}, undefined],
    ['nothing by halves', { slots: 2.5 }, undefined],
    ['nothing by words', JSON.parse('{ "slots": "10" }'), undefined],
    ['nothing by null', JSON.parse('null'), undefined],
  ])('learns %s from %j', async (_, capacity, fitting) => {
    const { question } = asking(async () => capacity);
    expect(await question.ask(() => 3)).toBe(fitting);
  });

  it('is asked once in three minutes, however much is refused', async () => {
    const { question, clock, calls } = asking(async () => ({ slots: 10 }));
    for (let second = 0; second < 600; second += 1) {
      await question.ask(() => 3);
      await clock.advance(1_000);
    }
    expect(calls).toEqual([0, 180_000, 360_000, 540_000]);
  });

  it('waits ten seconds for the answer, and ignores what goes wrong', async () => {
    const { question, clock } = asking(async () => new Promise(() => undefined));
    expect(await clock.runUntilSettled(question.ask(() => 3))).toBeUndefined();
    expect(clock.now()).toBe(10_000);
    const failing = asking(async () => Promise.reject(new Error('reset')));
    expect(await failing.question.ask(() => 3)).toBeUndefined();
  });

  it('is never put to a service that has no such call', async () => {
    const question = new CapacityQuestion({
      provider: scriptedProvider({ id: 'lead' }),
      clock: new VirtualClock(),
      random: seededRandom(1),
      closed: new AbortController().signal,
    });
    expect(await question.ask(() => 0)).toBeUndefined();
  });

  it('is not put by a router that is closed', async () => {
    const closed = new AbortController();
    const { question, calls } = asking(async () => ({ slots: 4 }), closed);
    closed.abort();
    expect(await question.ask(() => 0)).toBeUndefined();
    expect(calls).toEqual([]);
  });
});
