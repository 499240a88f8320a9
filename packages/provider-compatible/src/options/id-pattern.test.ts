import { describe, expect, it } from 'vitest';

import { idPatternSchema } from './id-pattern.ts';

const uuid = '61138bb6-19fb-11ec-a9c8-0242ac110006';

const refusalOf = (given: unknown): string | undefined =>
  idPatternSchema.safeParse(given).error?.issues[0]?.message;

describe('idPatternSchema', () => {
  it.each<[string | RegExp, string, boolean]>([
    [String.raw`\d+`, '75012345', true],
    [String.raw`\d+`, '75012345x', false],
    [String.raw`\d+`, 'x75012345', false],
    [/\d+/, '7x', false],
    [/^\d+$/, '75012345', true],
    ['a|b', 'a', true],
    ['a|b', 'ab', false],
    ['[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', uuid, true],
    ['[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', uuid.slice(1), false],
    [/[0-9A-F-]{36}/i, uuid, true],
    [/[0-9A-F-]{36}/, uuid, false],
    [String.raw`task_\w{4,40}`, 'task_ab12', true],
    [String.raw`(?:t|task)-[(|*+?)]\+\(`, 'task-|+(', true],
    ['(?<kind>t-)?[a-z]+', 't-abc', true],
  ])('makes %s match all of %s, or not: %s', (pattern, id, isMatch) => {
    expect(idPatternSchema.parse(pattern).test(id)).toBe(isMatch);
  });

  it('remembers nothing from one id to the next', () => {
    const pattern = idPatternSchema.parse(/\d+/gy);
    expect([pattern.test('1'), pattern.test('2'), pattern.test('3')]).toEqual([true, true, true]);
  });

  it.each([7, null, {}, '', 'a'.repeat(201), new RegExp('a'.repeat(201))])(
    'wants a regular expression of a bounded length, not %s',
    (given) => {
      expect(refusalOf(given)).toBe('must be a regular expression of at most 200 characters');
    },
  );

  it.each(['(', '[', 'a)|(b', '*'])('refuses %s, which is none', (given) => {
    expect(refusalOf(given)).toBe('is not a regular expression');
  });

  it('refuses the flag by which a class holds choices', () => {
    expect(refusalOf(new RegExp(String.raw`[\q{a|aa}]+`, 'v'))).toBe('must do without the flag v');
  });

  it.each([
    '(a+)+',
    '(a*)*b',
    '(?:a|a)*',
    '(a|b){2,}',
    '((a+))+',
    '(a?){50}',
    '(?<name>a+)*',
    '(?=(a+))*',
    'a*a*a*a*',
    '(a|b)(a|b)(a|b)(a|b)',
    String.raw`(\(+)+`,
    '([)]+)+',
  ])('refuses %s, over which an id might take for ever', (given) => {
    expect(refusalOf(given)).toBe(
      'may vary (|, *, +, ?, {1,2}) in at most 3 places, none of them in a repeated group',
    );
  });

  it.each(['(ab)+', '(a{4}){3}', '((ab){2}c)*', String.raw`(\+)+`, '([+*?])+', 'a+b+c+'])(
    'lets %s pass, which ends soon',
    (given) => {
      expect(refusalOf(given)).toBeUndefined();
    },
  );

  it('judges the worst pattern that it lets pass at once', () => {
    const pattern = idPatternSchema.parse(String.raw`\w*\w*\w*-`);
    expect(pattern.test('a'.repeat(200))).toBe(false);
  });
});
