import { readSecretReference } from './secret-reference.ts';
import type { SecretSource } from './secret-source.ts';

/** A field of this name is a secret, wherever it was written. */
const secretField = /key$|token$|secret$|password$|connectionString$/i;
const deepest = 20;

/** Puts secrets in the places of their references, at any depth of plain objects and arrays. */
export function resolveSecrets(value: unknown, option: string, secrets: SecretSource): unknown {
  return resolved(value, option, 0);

  function resolved(inner: unknown, path: string, depth: number): unknown {
    if (depth > deepest) return inner;
    if (Array.isArray(inner))
      return inner.map((entry, index) => resolved(entry, `${path}.${index}`, depth + 1));
    if (typeof inner === 'string')
      return secretField.test(path) ? secrets.keep(inner) : secrets.keepPassword(inner);
    if (!isPlain(inner)) return inner;
    const reference = readSecretReference(inner);
    if (reference !== undefined) return secrets.read(reference, path);
    return Object.fromEntries(
      Object.entries(inner).map(([name, entry]) => [
        name,
        resolved(entry, `${path}.${name}`, depth + 1),
      ]),
    );
  }
}

/** Clocks, transports and other live things of a module's configuration stay as they are. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
