import { describe, expect, it } from 'vitest';

import { SubmitPace } from './submit-pace.ts';

describe('SubmitPace', () => {
  it('lets everything go where nothing is declared', () => {
    const pace = new SubmitPace(undefined);
    for (let sent = 0; sent < 1_000; sent += 1) pace.note(0);
    expect(pace.nextAt(0)).toBeUndefined();
  });

  it('allows so many in so much time, and the next when the oldest is out of it', () => {
    const pace = new SubmitPace({ count: 3, perMs: 3_000 });
    for (const at of [0, 500, 900]) {
      expect(pace.nextAt(at)).toBeUndefined();
      pace.note(at);
    }
    expect(pace.nextAt(1_000)).toBe(3_000);
    expect(pace.nextAt(3_000)).toBeUndefined();
    pace.note(3_000);
    expect(pace.nextAt(3_100)).toBe(3_500);
  });

  it('counts those on their way before they are sent, and no longer when they are not', () => {
    const pace = new SubmitPace({ count: 2, perMs: 3_000 });
    const [first, second] = [pace.enter(), pace.enter()];
    expect(pace.nextEntryAt(100)).toBe(3_100);
    expect(pace.nextAt(100)).toBeUndefined();
    first();
    pace.note(500);
    expect(pace.nextEntryAt(600)).toBe(3_500);
    second();
    second();
    expect(pace.nextEntryAt(600)).toBeUndefined();
    const third = pace.enter();
    expect(pace.nextEntryAt(3_499)).toBe(3_500);
    expect(pace.nextEntryAt(3_500)).toBeUndefined();
    third();
  });
});
