import { describe, expect, it } from 'vitest';

import { createDraws } from './draws.ts';

const valuesOf = (seed: string): readonly number[] => {
  const draws = createDraws(seed);
  return ['a', 'b', 'c', 'd'].map((key) => draws({ stream: 'brownout', key, call: 1 }).value);
};

describe('createDraws', () => {
  it('repeats every draw of a seed', () => {
    expect(valuesOf('7')).toEqual(valuesOf('7'));
  });

  it('shares no draw between two seeds', () => {
    const other = new Set(valuesOf('8'));
    expect(valuesOf('7').filter((value) => other.has(value))).toEqual([]);
  });

  it('does not care in which order it is asked', () => {
    const draws = createDraws('7');
    const first = draws({ stream: 'brownout', key: 'a', call: 1 });
    draws({ stream: 'brownout', key: 'b', call: 1 });
    expect(draws({ stream: 'brownout', key: 'a', call: 1 })).toEqual(first);
  });

  it('draws anew for another stream, another key and another call', () => {
    const draws = createDraws('7');
    const asked = [
      { stream: 'brownout', key: 'a', call: 1 },
      { stream: 'outage', key: 'a', call: 1 },
      { stream: 'brownout', key: 'b', call: 1 },
      { stream: 'brownout', key: 'a', call: 2 },
    ];
    expect(new Set(asked.map((of) => draws(of).value)).size).toBe(asked.length);
  });

  it('takes no field for the end of another', () => {
    const draws = createDraws('7');
    const left = draws({ stream: 'a', key: 'b/c', call: 1 });
    const right = draws({ stream: 'a/b', key: 'c', call: 1 });
    expect(left.value).not.toBe(right.value);
  });
});
