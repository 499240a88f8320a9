import type { EvidenceBin } from './evidence-bin.ts';

/** The place of the bin that is nearest to the next one, both taken whole. */
export function closestBin(bins: readonly EvidenceBin[]): number {
  let [closest, span] = [0, Infinity];
  for (const [index, bin] of bins.entries()) {
    const spanWithNext = (bins[index + 1]?.lastAt ?? Infinity) - bin.firstAt;
    if (spanWithNext < span) [closest, span] = [index, spanWithNext];
  }
  return closest;
}
