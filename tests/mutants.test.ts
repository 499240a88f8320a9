import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { kitMutants } from './mutants/kit-mutants.ts';
import { promiseMutants } from './mutants/promise-mutants.ts';
import { workerMutants } from './mutants/worker-mutants.ts';

const read = (path: string): string =>
  readFileSync(resolve(import.meta.dirname, '..', path), 'utf8');

describe('the mutants of the promises', () => {
  it('leave none of the fourteen promises out', () => {
    const promises = new Set(promiseMutants.map(({ promise }) => promise));
    expect([...promises].toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
  });

  it.each(promiseMutants)(
    'can still be made: a router that $breaks',
    ({ file, find, killedBy }) => {
      expect(read(file).split(find)).toHaveLength(2);
      // The end of a title may come from a table.
      expect(read(killedBy.file)).toContain(killedBy.title.slice(0, 30));
    },
  );
});

describe('the mutants of the test kit', () => {
  it('are all that the plan names', () => {
    expect(kitMutants.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `T${n}`));
  });

  it.each(kitMutants)('can still be made: a kit that $breaks', ({ file, find, killedBy }) => {
    expect(read(file).split(find)).toHaveLength(2);
    // Titles that come from a table stand in it with their variables.
    expect(read(killedBy.file)).toContain(killedBy.title.slice(0, 30));
  });
});

describe('the mutants of the worker', () => {
  it.each(workerMutants)('can still be made: a worker that $breaks', ({ file, find, killedBy }) => {
    expect(read(file).split(find)).toHaveLength(2);
    expect(read(killedBy.file)).toContain(killedBy.title);
  });
});
