import { randomInt } from 'node:crypto';

/**
 * A port below those that systems hand out to outgoing connections. While the fake refuses connections its port is
 * free, and there no outgoing connection can take it, nor connect to itself.
 */
export const pickPort = (): number => randomInt(20_000, 30_000);
