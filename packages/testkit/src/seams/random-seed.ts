import { randomBytes } from 'node:crypto';

/** A seed that nobody chose; it is shown wherever a run may have to be repeated. */
export const randomSeed = (): string => randomBytes(4).toString('hex');
