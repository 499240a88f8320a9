import { seededRandom } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { restartDelayMs } from './restart-delay.ts';

const backoff = { fromMs: 200, toMs: 10_000 };
const longest = { next: () => 0 };

describe('restartDelayMs', () => {
  it('doubles after each crash in a row, up to the longest wait', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8].map((crashes) =>
      restartDelayMs(crashes, { backoff, random: longest }),
    );
    expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000]);
  });

  it('waits for the shortest time when the worker had proved itself', () => {
    expect(restartDelayMs(0, { backoff, random: longest })).toBe(200);
  });

  it('stays a number after any count of crashes', () => {
    expect(restartDelayMs(1e9, { backoff, random: longest })).toBe(10_000);
  });

  it('leaves out a random part of at most a half', () => {
    const random = seededRandom(1);
    const delays = Array.from({ length: 1_000 }, () => restartDelayMs(1, { backoff, random }));
    expect(Math.min(...delays)).toBeGreaterThan(100);
    expect(Math.min(...delays)).toBeLessThan(105);
    expect(Math.max(...delays)).toBeGreaterThan(195);
    expect(Math.max(...delays)).toBeLessThanOrEqual(200);
  });
});
