import type { Capacity, JsonValue } from '@understudy/core/provider';
import { isJsonObject, parseJson } from '@understudy/provider-compatible';

/** Names without case and separators, the surest first. CaptchaAI documents none of them (protocols.md, section 7). */
const slotNames = [
  'maxthreads',
  'totalthreads',
  'threadslimit',
  'threadlimit',
  'max',
  'total',
  'limit',
  'threads',
  'slots',
];
const busyWords = ['used', 'busy', 'active', 'running', 'working', 'current', 'occupied', 'inuse'];
const busyNames = [...busyWords.map((word) => `${word}threads`), ...busyWords];
const freeNames = ['freethreads', 'availablethreads', 'free', 'available'];

/** More threads than anybody sells: such a number means something else. */
const mostThreads = 1_000_000;
/** A longer reply is about something else. */
const longestReply = 4_000;

/** Reads the reply of `threadsinfo`, whatever its shape; undefined when it names no number of threads. */
export function readThreads(body: string): Capacity | undefined {
  if (body.length > longestReply) return undefined;
  const numbers = numbersIn(body);
  const slots = firstOf(numbers, slotNames);
  const free = firstOf(numbers, freeNames);
  const busy =
    firstOf(numbers, busyNames) ??
    (slots === undefined || free === undefined ? undefined : slots - free);
  if (slots === undefined && busy === undefined) return undefined;
  return {
    ...(slots === undefined ? {} : { slots }),
    ...(busy === undefined || busy < 0 ? {} : { busy }),
  };
}

function numbersIn(body: string): ReadonlyMap<string, number> {
  const text = body.trim().replace(/^OK\|/, '');
  const json = parseJson(text);
  if (isJsonObject(json)) return numbersInFields(json);
  const bare = countOf(text);
  // A number alone is the cap of the account's plan.
  if (bare !== undefined) return new Map([['threads', bare]]);
  // Every repetition is bounded: a service that answers with a megabyte must not cost a minute.
  const pairs = text.matchAll(/([a-z][a-z _-]{0,40}?)\s{0,5}[:=]\s{0,5}(\d{1,7})/gi);
  return new Map(Array.from(pairs, ([, name = '', digits]) => [plain(name), Number(digits)]));
}

/** The numbers of an object and of what it wraps: an answer stands in `request` or `result`, at times as JSON text. */
function numbersInFields(fields: {
  readonly [name: string]: JsonValue;
}): ReadonlyMap<string, number> {
  const wrapped = ['request', 'result', 'data']
    .map((name) => fields[name])
    .find((value) => value !== undefined);
  const inner = isJsonObject(wrapped)
    ? numbersInFields(wrapped)
    : numbersIn(typeof wrapped === 'object' ? '' : String(wrapped ?? ''));
  const own = Object.entries(fields).flatMap(([name, value]) => {
    const count = countOf(value);
    return count === undefined ? [] : ([[plain(name), count]] as const);
  });
  return new Map([...own, ...inner]);
}

function countOf(value: JsonValue): number | undefined {
  const count = typeof value === 'string' && /^\d{1,7}$/.test(value.trim()) ? Number(value) : value;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= mostThreads
    ? count
    : undefined;
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

const firstOf = (
  numbers: ReadonlyMap<string, number>,
  names: readonly string[],
): number | undefined =>
  names.map((name) => numbers.get(name)).find((count) => count !== undefined);
