import { describe, expect, it } from 'vitest';

import { GroupCommit } from './group-commit.ts';

describe('GroupCommit', () => {
  it('writes those who come at once in one go, and those who come meanwhile in the next', async () => {
    const writes: string[][] = [];
    const open = Promise.withResolvers<void>();
    const commit = new GroupCommit<string, string>({
      mostItems: 100,
      async write(groups) {
        writes.push(groups.flat());
        if (writes.length === 1) await open.promise;
        return groups.map((items) => ({ results: items.map((item) => item.toUpperCase()) }));
      },
    });
    const first = [commit.add(['a']), commit.add(['b', 'c'])];
    await Promise.resolve();
    await Promise.resolve();
    const later = [commit.add(['d']), commit.add(['e'])];
    open.resolve();
    expect(await Promise.all([...first, ...later])).toEqual([['A'], ['B', 'C'], ['D'], ['E']]);
    expect(writes).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('gives a write no more groups once it has its items', async () => {
    const sizes: number[] = [];
    const commit = new GroupCommit<number, number>({
      mostItems: 3,
      write: async (groups) => {
        sizes.push(groups.flat().length);
        return groups.map((results) => ({ results }));
      },
    });
    await Promise.all([1, 2, 3, 4, 5].map(async (item) => commit.add([item])));
    expect(sizes).toEqual([3, 2]);
  });

  it('refuses one group without the others', async () => {
    const full = new RangeError('full');
    const commit = new GroupCommit<number, number>({
      mostItems: 10,
      write: async (groups) =>
        groups.map((results) => (results[0] === 2 ? { error: full } : { results })),
    });
    const outcomes = await Promise.allSettled([commit.add([1]), commit.add([2]), commit.add([3])]);
    expect(outcomes).toMatchObject([{ value: [1] }, { reason: full }, { value: [3] }]);
  });

  it('fails all of a write that fails, and goes on', async () => {
    let isBroken = true;
    const commit = new GroupCommit<number, number>({
      mostItems: 10,
      async write(groups) {
        if (isBroken) throw new Error('gone');
        return groups.map((results) => ({ results }));
      },
    });
    await expect(commit.add([1])).rejects.toThrow('gone');
    isBroken = false;
    expect(await commit.add([2])).toEqual([2]);
  });
});
