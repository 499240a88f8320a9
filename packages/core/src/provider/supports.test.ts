import { describe, expect, it } from 'vitest';

import { durationOf } from './supports.ts';

describe('durationOf', () => {
  it('takes one duration for every type', () => {
    expect(durationOf(5_000, 'turnstile')).toBe(5_000);
  });

  it.each([
    ['image', 1_000],
    ['turnstile', 5_000],
    ['slider-of-a-plug-in', 5_000],
  ])('takes that of %s, else the default', (taskType, expected) => {
    expect(durationOf({ image: 1_000, default: 5_000 }, taskType)).toBe(expected);
  });

  it('lets a type have no wait at all', () => {
    expect(durationOf({ image: 0, default: 5_000 }, 'image')).toBe(0);
  });
});
