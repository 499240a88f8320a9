/**
 * A text that two tasks share only when they are deeply equal, proxy and user agent included; a field that is
 * undefined is as good as absent. What is no plain data, such as a plug-in's own class, equals nothing but itself.
 */
export function taskKey(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes(${Array.from(value).join(',')})`;
  if (Array.isArray(value)) return `[${Array.from(value, (part) => taskKey(part)).join(',')}]`;
  if (isPlainObject(value)) {
    const fields = Object.entries(value).filter(([, part]) => part !== undefined);
    const sorted = fields.toSorted(([left], [right]) => (left < right ? -1 : 1));
    return `{${sorted.map(([name, part]) => `${JSON.stringify(name)}:${taskKey(part)}`).join(',')}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (value !== null && (typeof value === 'object' || typeof value === 'function'))
    return identityOf(value);
  return `${typeof value}(${String(value)})`;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const identities = new WeakMap<object, string>();
let identityCount = 0;

function identityOf(value: object): string {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identityCount += 1;
  const identity = `object(${identityCount})`;
  identities.set(value, identity);
  return identity;
}
