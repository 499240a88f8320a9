import { describe, expect, it } from 'vitest';

import { VirtualClock } from '../testing/virtual-clock.ts';
import { type Losses, StopLoss } from './stop-loss.ts';

function stopLossOf() {
  const clock = new VirtualClock();
  const changes: Losses[] = [];
  const stopLoss = new StopLoss({ clock, onChange: (losses) => changes.push(losses) });
  let purchases = 0;
  /** One purchase for each letter: answered or wasted. */
  const buy = (course: string): void => {
    for (const letter of course) {
      const attemptId = `attempt-${(purchases += 1)}`;
      if (letter === 'a') stopLoss.answered(attemptId);
      else stopLoss.wasted(attemptId);
    }
  };
  const isActive = (): boolean => stopLoss.losses.isActive;
  return { clock, stopLoss, changes, buy, isActive };
}

describe('StopLoss', () => {
  it('begins at the twentieth purchase when none brought an answer, and says so once', () => {
    const { buy, isActive, changes } = stopLossOf();
    buy('w'.repeat(19));
    expect(isActive()).toBe(false);
    buy('www');
    expect(isActive()).toBe(true);
    expect(changes).toEqual([{ isActive: true, purchases: 20, answers: 0 }]);
  });

  it.each([
    ['one answer for two purchases', 'aw'.repeat(200), false],
    ['one answer for four', 'awww'.repeat(100), false],
    ['one answer for five', 'awwww'.repeat(20), true],
    ['answers only', 'a'.repeat(200), false],
  ])('is a loop or not, by %s', (_, course, expected) => {
    const { buy, isActive } = stopLossOf();
    buy(course);
    expect(isActive()).toBe(expected);
  });

  it('forgets purchases after ten minutes', async () => {
    const { buy, isActive, clock } = stopLossOf();
    buy('w'.repeat(15));
    await clock.advance(600_000);
    buy('w'.repeat(15));
    expect(isActive()).toBe(false);
  });

  it('does not count what was refunded, nor the same purchase twice', () => {
    const { stopLoss, buy, isActive } = stopLossOf();
    buy('w'.repeat(19));
    stopLoss.refunded('attempt-1');
    stopLoss.wasted('attempt-2');
    stopLoss.answered('attempt-3');
    stopLoss.wasted('another');
    expect(stopLoss.losses).toEqual({ isActive: false, purchases: 19, answers: 0 });
    expect(isActive()).toBe(false);
  });

  it('ends when answers come again, and does not begin anew with the next loss', () => {
    const { buy, isActive, changes } = stopLossOf();
    buy('w'.repeat(20));
    buy('aa');
    expect(isActive()).toBe(true);
    buy('a');
    expect(isActive()).toBe(false);
    expect(changes.at(-1)).toMatchObject({ isActive: false });
    buy('www');
    expect(isActive()).toBe(false);
  });

  it('does not end by a stray answer now and then', () => {
    const { buy, isActive } = stopLossOf();
    buy('w'.repeat(20));
    buy('wwwwwwa'.repeat(5));
    expect(isActive()).toBe(true);
  });

  it('ends after ten minutes in any case', async () => {
    const { buy, stopLoss, isActive, clock, changes } = stopLossOf();
    await clock.advance(1_000);
    buy('w'.repeat(20));
    expect(stopLoss.activeUntil).toBe(601_000);
    await clock.advance(599_999);
    expect(isActive()).toBe(true);
    await clock.advance(1);
    expect(isActive()).toBe(false);
    expect(changes.map((losses) => losses.isActive)).toEqual([true, false]);
  });
});
