/** Registration on a tsyringe container that the application brings. Loads reflect-metadata, then tsyringe, which needs it. */
export { registerRouter } from './composition/register-router.ts';
export { CLOCK, FLEET, RANDOM, resolveToken, ROUTER } from './composition/tokens.ts';
export type { Token } from './composition/tokens.ts';
