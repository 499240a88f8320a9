/**
 * A seed that nobody chose; it is shown wherever a run may have to be repeated. It is no secret, and `Math.random`
 * spares every start the loading of `node:crypto`.
 */
export const randomSeed = (): string =>
  Math.floor(Math.random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
