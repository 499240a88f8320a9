import * as z from 'zod';

const longestSource = 200;
const mostVariations = 3;

/** A regular expression, or its source, that an id must match in full; comes out as one that says so. */
export const idPatternSchema = z.unknown().transform((given, context): RegExp => {
  const refuse = (message: string): RegExp => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const { source, flags } = given instanceof RegExp ? given : { source: given, flags: '' };
  if (typeof source !== 'string' || source === '' || source.length > longestSource)
    return refuse(`must be a regular expression of at most ${longestSource} characters`);
  if (flags.includes('v')) return refuse('must do without the flag v');
  if (isCostly(source))
    return refuse(
      `may vary (|, *, +, ?, {1,2}) in at most ${mostVariations} places, none of them in a repeated group`,
    );
  try {
    // What remembers where it stopped, or stops at a line's end, would not look at the whole id.
    const kept = flags.replaceAll(/[^isu]/g, '');
    return new RegExp(`^(?:${new RegExp(source, kept).source})$`, kept);
  } catch {
    return refuse('is not a regular expression');
  }
});

/** Groups and their repetitions, other repetitions, and choices. */
const tokens =
  /\((?:\?(?:[ims-]*:|[=!]|<[=!]|<\w+>))?|\)([*+]\??|\{\d+(?:,\d*)?\}\??)?|[*+]\??|\{\d+,\d*\}\??|\?\??|\|/g;

const isExact = (repetition: string): boolean => /^\{\d+\}/.test(repetition);

/**
 * Whether a pattern can be tried against an id in too many ways. With at most {@link mostVariations} places to vary,
 * none of them in a group that is repeated, an id of 200 characters is judged in a fraction of a second; `(a+)+` would
 * take longer than a lifetime.
 */
function isCostly(source: string): boolean {
  // Escaped characters and classes are single characters, whatever stands in them.
  const plain = source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gs, 'x');
  const groups: boolean[] = [];
  let variations = 0;
  for (const [token, repetition] of plain.matchAll(tokens)) {
    if (token.startsWith('(')) {
      groups.push(false);
      continue;
    }
    const isVaried = token.startsWith(')') && groups.pop() === true;
    if (isVaried && repetition !== undefined) return true;
    const isVariation = token.startsWith(')')
      ? repetition !== undefined && !isExact(repetition)
      : true;
    if (isVariation) variations += 1;
    if ((isVaried || isVariation) && groups.length > 0) groups[groups.length - 1] = true;
  }
  return variations > mostVariations;
}
