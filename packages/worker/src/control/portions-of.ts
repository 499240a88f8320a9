import type { Order } from '../jobs/jobs.ts';
import { limits } from './operations.ts';

/** Half of what a request may hold, because JSON escapes and the outline come on top. */
const portionCharacters = limits.requestBytes / 2;

/** Orders in portions that fit into a request each, in their order. */
export function portionsOf(orders: readonly Order[]): readonly (readonly Order[])[] {
  const portions: Order[][] = [];
  let room = 0;
  for (const order of orders) {
    const length = JSON.stringify(order).length;
    const last = portions.at(-1);
    if (last === undefined || length > room || last.length >= limits.orders) {
      portions.push([order]);
      room = portionCharacters - length;
    } else {
      last.push(order);
      room -= length;
    }
  }
  return portions;
}
