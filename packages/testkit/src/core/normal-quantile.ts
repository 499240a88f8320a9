/** Abramowitz and Stegun 26.2.23, accurate to 4.5e-4: plenty for the solve time of a make-believe worker. */
function upperTailQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - numerator / denominator;
}

/** How many standard deviations above the mean a share of 0 to 1 of a normal law lies. */
export function normalQuantile(share: number): number {
  // Keeps the two ends finite.
  const bounded = Math.min(Math.max(share, 1e-9), 1 - 1e-9);
  return bounded < 0.5 ? -upperTailQuantile(bounded) : upperTailQuantile(1 - bounded);
}
