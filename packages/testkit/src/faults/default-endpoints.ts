import type { Endpoint } from '../core/service-call.ts';
import type { FaultKind } from './fault.ts';

/** Where a fault strikes when its rule names no endpoint; faults left out strike everywhere. */
export const defaultEndpoints: { readonly [K in FaultKind]?: readonly Endpoint[] } = {
  'never-ready': ['submit', 'poll'],
  'no-slot': ['submit'],
  'zero-balance': ['submit'],
  unsolvable: ['submit'],
  slow: ['submit'],
};
