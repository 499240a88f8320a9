import { hostname } from 'node:os';

let count = 0;

/** A name that no other part of any process has. */
export function uniqueName(): string {
  count += 1;
  return `${hostname()}/${process.pid}/${count}`;
}
