import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DueHeap } from './due-heap.ts';

interface Due {
  readonly name: string;
  readonly dueAt: number;
}

/** What a heap is to a reader: a list, always sorted by due time, equal ones in the order of their arrival. */
const sorted = (model: readonly Due[]): readonly Due[] =>
  model.toSorted((left, right) => left.dueAt - right.dueAt);

describe('DueHeap', () => {
  it('is empty at first', () => {
    const heap = new DueHeap<string>();
    expect([heap.size, heap.nextDueAt, heap.pop()]).toEqual([0, undefined, undefined]);
  });

  it('gives equal ones out in the order of their arrival', () => {
    const heap = new DueHeap<string>();
    for (const name of ['first', 'second', 'third']) heap.push(name, 5_000);
    expect([heap.pop(), heap.pop(), heap.pop()]).toEqual(['first', 'second', 'third']);
  });

  it('does what a sorted list would do', () => {
    const push = fc.record({ kind: fc.constant('push' as const), dueAt: fc.nat({ max: 20 }) });
    const step = fc.oneof(push, fc.record({ kind: fc.constant('pop' as const) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const heap = new DueHeap<string>();
        let model: readonly Due[] = [];
        for (const [index, next] of steps.entries()) {
          let popped: readonly (string | undefined)[] = [];
          if (next.kind === 'push') {
            heap.push(`ticket-${index}`, next.dueAt);
            model = sorted([...model, { name: `ticket-${index}`, dueAt: next.dueAt }]);
          } else {
            popped = [heap.pop(), model[0]?.name];
            model = model.slice(1);
          }
          expect(popped[0]).toBe(popped[1]);
          expect(heap.size).toBe(model.length);
          expect(heap.nextDueAt).toBe(model[0]?.dueAt);
        }
      }),
    );
  });
});
