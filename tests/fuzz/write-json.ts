import type { Draw } from './draw.ts';
import { formsOf, repetitions } from './secrets.ts';

/** A field of an object, its value already JSON text: some numbers are beyond what JavaScript holds. */
export type JsonField = readonly [name: string, json: string];

export const quoted = (text: string): string => JSON.stringify(text);

export interface WrittenObject {
  readonly fields: readonly JsonField[];
  /** What the request said, that a service may repeat. */
  readonly secrets: readonly string[];
}

/** An object as one service or another writes it: the order, the spaces, the escapes, and what else it says. */
export function writeObject({ fields, secrets }: WrittenObject, draw: Draw): string {
  const others = draw.chance(0.4) ? drawOthers(secrets, draw) : [];
  const [colon, comma] = draw.of([
    [':', ','],
    [':', ','],
    [': ', ', '],
    [' :\t', ',\n  '],
  ]);
  const pairs = draw
    .shuffled([...fields, ...others])
    .map(([name, json]) => `${quoted(name)}${colon}${json}`);
  const text = `{${pairs.join(comma)}}`;
  return draw.chance(0.2) ? asPhpWrites(text) : text;
}

/** `json_encode` escapes slashes and everything beyond ASCII. */
const asPhpWrites = (json: string): string =>
  json
    .replaceAll(/(?<!\\)\//g, String.raw`\/`)
    .replaceAll(
      /[\u0080-\uFFFF]/g,
      (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );

/** What stands beside the answer in some reply somewhere, and means nothing. */
function drawOthers(secrets: readonly string[], draw: Draw): readonly JsonField[] {
  const echo = drawEcho(secrets, draw);
  return [
    draw.of<JsonField>([
      ['extra', '['.repeat(40) + ']'.repeat(40)],
      ['__proto__', '{"status":1,"request":"polluted","errorCode":"ERROR_X","polluted":true}'],
      ['constructor', 'null'],
      // What follows it is cut off by whoever keeps 2,000 characters.
      ['padding', quoted('x'.repeat(1_700 + draw.below(300)))],
      ['padding', quoted('x'.repeat(1_700 + draw.below(300)))],
      ['ip', '"46.98.54.221"'],
      ['solveCount', '1'],
    ]),
    draw.of<JsonField>([
      ['debug', `{"sent":${quoted(echo)}}`],
      ['error_text', quoted(echo)],
      ['errorDescription', quoted(`not known: ${echo}`)],
      ['note', 'null'],
    ]),
    ...(draw.chance(0.4) ? [draw.of<JsonField>(repetitions)] : []),
  ];
}

/** A sentence in which a service says what it was sent. */
export function drawEcho(secrets: readonly string[], draw: Draw): string {
  const [first = '', ...others] = draw.shuffled(secrets);
  return `${draw.of(formsOf(first))} of ${others.map((secret) => draw.of(formsOf(secret))).join(':')}`;
}
