import { describe, expect, it } from 'vitest';

import { StatementNames } from './statement-names.ts';

describe('StatementNames', () => {
  it('gives a statement one name, and others another', () => {
    const names = new StatementNames();
    const first = names.nameOf('SELECT 1');
    expect(names.nameOf('SELECT 2')).not.toBe(first);
    expect(names.nameOf('SELECT 1')).toBe(first);
  });

  it('names anew once a table has changed under a plan', () => {
    const names = new StatementNames();
    const first = names.nameOf('SELECT 1');
    expect(names.isOutdated(Object.assign(new Error('cached plan'), { code: '0A000' }))).toBe(true);
    expect(names.nameOf('SELECT 1')).not.toBe(first);
  });

  it('takes no other failure for that', () => {
    const names = new StatementNames();
    const first = names.nameOf('SELECT 1');
    expect(names.isOutdated(Object.assign(new Error('gone'), { code: '57P01' }))).toBe(false);
    expect(names.nameOf('SELECT 1')).toBe(first);
  });

  it('stops naming before a connection holds too many', () => {
    const names = new StatementNames();
    const named = Array.from({ length: 300 }, (_, index) => names.nameOf(`SELECT ${index}`));
    expect(named.filter((name) => name !== undefined)).toHaveLength(200);
  });
});
