import type { DependencyContainer } from 'tsyringe';

import type { Clock } from '../provider/clock.ts';
import type { Random } from '../provider/random.ts';
import type { Router } from '../router/router.ts';
import type { Fleet } from '../seams/fleet.ts';

/** A token that remembers, while types are checked, what it stands for. */
export type Token<T> = symbol & { readonly resolvesTo?: T };

/** The router of `registerRouter`, one per container that asks for it. */
export const ROUTER: Token<Router> = Symbol('understudy.router');

/** Where the router's time comes from; the system clock unless it is registered. */
export const CLOCK: Token<Clock> = Symbol('understudy.clock');

/** Where the router's chance comes from; unpredictable unless it is registered. */
export const RANDOM: Token<Random> = Symbol('understudy.random');

/** How the router shares its accounts with other processes; not at all unless it is registered. */
export const FLEET: Token<Fleet> = Symbol('understudy.fleet');

/** What a container holds for a token, with its type: `container.resolve` knows no symbol's type. */
export const resolveToken = <T>(container: DependencyContainer, token: Token<T>): T =>
  container.resolve<T>(token);
