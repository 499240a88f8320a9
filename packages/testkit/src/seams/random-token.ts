import { randomBytes } from 'node:crypto';

/** A secret that cannot be guessed. */
export const randomToken = (): string => randomBytes(24).toString('base64url');
