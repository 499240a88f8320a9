import 'reflect-metadata';

import { type DependencyContainer, instancePerContainerCachingFactory } from 'tsyringe';

import { checkRouterOptions, type RouterOptions } from '../router/router-options.ts';
import type { Router } from '../router/router.ts';
import { cryptoRandom } from '../seams/crypto-random.ts';
import { LocalFleet } from '../seams/local-fleet.ts';
import { systemClock } from '../seams/system-clock.ts';
import { createRouter } from './create-router.ts';
import { CLOCK, FLEET, RANDOM, resolveToken, ROUTER, type Token } from './tokens.ts';

/**
 * Registers the router of `createRouter` on a container: `ROUTER` is made when it is first resolved, once per container,
 * out of whatever that container holds for `CLOCK`, `RANDOM` and `FLEET`. Registrations that exist win, so a test or an
 * application replaces a part by registering its token first. Who resolves the router closes it: a container that is
 * disposed of does not.
 * @throws {OptionsInvalidError} as `createRouter` does, at once.
 */
export function registerRouter(container: DependencyContainer, options: RouterOptions): void {
  const { clock, random, fleet } = checkRouterOptions(options);
  registerDefault(container, { token: CLOCK, make: () => clock ?? systemClock });
  registerDefault(container, { token: RANDOM, make: () => random ?? cryptoRandom });
  registerDefault(container, { token: FLEET, make: () => fleet ?? new LocalFleet() });
  // A child container may hold a router of its own beside its parent's.
  if (container.isRegistered(ROUTER)) return;
  const useFactory = instancePerContainerCachingFactory<Router>((scope) =>
    createRouter({
      ...options,
      clock: resolveToken(scope, CLOCK),
      random: resolveToken(scope, RANDOM),
      fleet: resolveToken(scope, FLEET),
    }),
  );
  container.register(ROUTER, { useFactory });
}

function registerDefault<T>(
  container: DependencyContainer,
  { token, make }: { readonly token: Token<T>; make(): T },
): void {
  if (!container.isRegistered(token, true)) container.register(token, { useValue: make() });
}
