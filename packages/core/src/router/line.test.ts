import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Line } from './line.ts';
import { type Priority, priorities } from './solve-options.ts';

interface Caller {
  readonly name: string;
  readonly priority: Priority;
}

const lineOf = (...callers: readonly (readonly [Priority, number])[]): Line<Caller> => {
  const line = new Line<Caller>('turnstile', new Set(['lead']));
  for (const [priority, arrival] of callers)
    line.add({ caller: { name: `${priority} ${arrival}`, priority }, arrival });
  return line;
};

const served = (line: Line<Caller>): readonly string[] => {
  const names: string[] = [];
  for (let { head } = line; head !== undefined; { head } = line) {
    names.push(head.caller.name);
    line.remove(head.caller);
  }
  return names;
};

describe('Line', () => {
  it('serves by priority, and who came first within one', () => {
    const line = lineOf(['low', 1], ['normal', 4], ['critical', 5], ['normal', 2], ['high', 3]);
    expect(served(line)).toEqual(['critical 5', 'high 3', 'normal 2', 'normal 4', 'low 1']);
  });

  it('counts those who are served before a caller', () => {
    const line = lineOf(['low', 1], ['normal', 2], ['critical', 3], ['normal', 6]);
    expect(line.countBefore('critical', 9)).toBe(1);
    expect(line.countBefore('critical', 1)).toBe(0);
    expect(line.countBefore('normal', 4)).toBe(2);
    expect(line.countBefore('low', 9)).toBe(4);
  });

  it('lets anybody leave, and whoever is not there', () => {
    const line = lineOf(['normal', 1], ['normal', 2]);
    line.remove({ name: 'stranger', priority: 'normal' });
    const { head } = line;
    if (head !== undefined) line.remove(head.caller);
    expect(served(line)).toEqual(['normal 2']);
  });

  it('is in the order of priority and arrival, whatever the order of joining and leaving', () => {
    const caller = fc.record({ rank: fc.nat({ max: 3 }), isLeaving: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(caller).chain((all) => fc.shuffledSubarray([...all.entries()])),
        (joining) => {
          const line = new Line<Caller>('turnstile', new Set());
          const stay: (readonly [number, number])[] = [];
          for (const [arrival, { rank, isLeaving }] of joining) {
            const caller = { name: `${rank} ${arrival}`, priority: priorities[rank] ?? 'low' };
            line.add({ caller, arrival });
            if (isLeaving) line.remove(caller);
            else stay.push([rank, arrival]);
          }
          const ordered = stay.toSorted(([a, b], [c, d]) => a - c || b - d);
          expect(served(line)).toEqual(ordered.map(([rank, arrival]) => `${rank} ${arrival}`));
        },
      ),
    );
  });
});
