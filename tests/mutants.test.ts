import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { promiseMutants } from './mutants/promise-mutants.ts';

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
