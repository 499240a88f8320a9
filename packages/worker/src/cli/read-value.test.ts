import { describe, expect, it } from 'vitest';

import { readCount, readDurationMs } from './read-value.ts';

describe('readDurationMs', () => {
  it.each([
    ['500ms', 500],
    ['1.5s', 1_500],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
  ])('reads %s', (text, ms) => {
    expect(readDurationMs('deadline', text)).toBe(ms);
  });

  it.each(['10', '10 m', '-1s', 'soon', '1h30m', ''])('refuses "%s" by the flag', (text) => {
    expect(() => readDurationMs('deadline', text)).toThrow(`--deadline: "${text}" is no duration`);
  });
});

describe('readCount', () => {
  it.each(['0', '1001', '1e2', 'ten'])('refuses %s, and says what it takes', (text) => {
    expect(() => readCount('limit', { text, most: 1_000 })).toThrow('no number from 1 to 1000');
  });
});
