import { inspect } from 'node:util';

const longest = 160;

/** A value on one line of a report. */
export function shown(value: unknown): string {
  const text =
    value instanceof Error
      ? `${value.name} ${String(Object(value).code ?? '')} "${value.message}"`
      : inspect(value, { depth: 3, breakLength: Infinity, compact: true });
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}
