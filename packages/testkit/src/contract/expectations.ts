import { isDeepStrictEqual } from 'node:util';

import { CheckFailure } from './check-failure.ts';
import { shown } from './shown.ts';

/** Fails with what was seen, unless the condition holds. */
export function expectThat(condition: boolean, saw: string): asserts condition {
  if (!condition) throw new CheckFailure(saw);
}

/** Fails unless two values are deeply equal. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  const saw = `${what}: ${shown(actual)} instead of ${shown(expected)}`;
  throw new CheckFailure(saw, { actual, expected });
}

/** Fails unless the value is one of those that are right. */
export function expectOneOf(actual: unknown, expected: readonly unknown[], what: string): void {
  if (expected.includes(actual)) return;
  const saw = `${what}: ${shown(actual)} instead of ${expected.map(shown).join(' or ')}`;
  throw new CheckFailure(saw, { actual, expected });
}
