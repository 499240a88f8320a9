/** How long a healthy provider takes, as a lognormal law over milliseconds from acceptance to answer. */
export interface SolveLaw {
  /** Natural logarithm of the median in milliseconds. */
  readonly mu: number;
  readonly sigma: number;
}

/** P(Z > z) of the standard normal law; absolute error below 1e-7 (Abramowitz and Stegun, 26.2.17). */
export function upperTail(z: number): number {
  const distance = Math.abs(z);
  if (distance > 8) return z > 0 ? 0 : 1;
  const t = 1 / (1 + 0.2316419 * distance);
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = 0.3989422804014327 * Math.exp((-distance * distance) / 2) * series;
  return z > 0 ? tail : 1 - tail;
}

/** The chance that an answer takes longer than `ageMs` at a provider that is `slowness` times as slow as usual. */
export const survival = ({ mu, sigma }: SolveLaw, ageMs: number, slowness = 1): number =>
  ageMs <= 0 ? 1 : upperTail((Math.log(ageMs / slowness) - mu) / sigma);

export const medianMs = ({ mu }: SolveLaw): number => Math.exp(mu);

export const meanMs = ({ mu, sigma }: SolveLaw): number => Math.exp(mu + (sigma * sigma) / 2);

/** The time within which an answer comes with the chance whose normal quantile is `z`. */
export const timeAt = ({ mu, sigma }: SolveLaw, z: number): number => Math.exp(mu + z * sigma);
