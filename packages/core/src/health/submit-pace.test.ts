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
});
