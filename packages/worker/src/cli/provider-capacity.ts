import type { LoadedConfig } from '../config/worker-config.ts';

/** How many tasks the providers take at once; undefined when one of them sells no slots, or does not say how many. */
export function providerCapacity({ router }: LoadedConfig): number | undefined {
  let slots = 0;
  for (const { supports } of router.providers) {
    if (supports.pricing.kind !== 'slots' || supports.pricing.slots === undefined) return undefined;
    slots += supports.pricing.slots;
  }
  return slots;
}
