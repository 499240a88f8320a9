import { randomBytes } from 'node:crypto';

/** A seed that nobody chose; it is shown wherever a run may have to be repeated. */
export const randomSeed = (): string => randomBytes(4).toString('hex');

/** A secret that cannot be guessed. */
export const randomToken = (): string => randomBytes(24).toString('base64url');
