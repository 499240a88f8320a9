import { createRouter } from '../../composition/create-router.ts';
import type { Task } from '../../provider/task.ts';
import {
  scriptedProvider,
  type ScriptedProvider,
  type ScriptedProviderOptions,
} from '../../testing/scripted-provider.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import type { RouterEvent, RouterEventType } from '../router-events.ts';
import type { RouterOptions } from '../router-options.ts';
import type { Router } from '../router.ts';

export const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const satisfies Task;

/** A router over scripted providers, in a world where time passes only when told to. */
export interface World {
  readonly clock: VirtualClock;
  readonly router: Router;
  readonly events: readonly RouterEvent[];
  readonly providers: readonly ScriptedProvider[];
  /** Lets time pass until the promise settles. */
  settle<T>(promise: Promise<T>): Promise<T>;
  eventsOf<T extends RouterEventType>(type: T): readonly Extract<RouterEvent, { type: T }>[];
}

type WorldOptions = Partial<Omit<RouterOptions, 'providers' | 'clock'>>;

export function worldOf(
  providers: readonly (ScriptedProvider | ScriptedProviderOptions)[],
  options: WorldOptions = {},
): World {
  const clock = new VirtualClock();
  const events: RouterEvent[] = [];
  const scripted = providers.map((provider) =>
    'submit' in provider ? provider : scriptedProvider(provider),
  );
  const router = createRouter({
    providers: scripted,
    clock,
    random: seededRandom(7),
    onEvent: (event) => events.push(event),
    ...options,
  });
  return {
    clock,
    router,
    events,
    providers: scripted,
    settle: (promise) => clock.runUntilSettled(promise),
    // The filter leaves events of that one type only.
    eventsOf: (type) => events.filter((event) => event.type === type) as never,
  };
}

/** The same, where the choice is plain: the cheapest, by the classic breaker. For what is no matter of choosing. */
export const plainWorldOf: typeof worldOf = (providers, options) =>
  worldOf(providers, { strategy: 'cheapest', breaker: 'classic', ...options });

/** Runs a promise that must reject, and returns what it rejected with. */
export async function rejectionOf(world: World, promise: Promise<unknown>): Promise<unknown> {
  try {
    await world.settle(promise);
  } catch (error) {
    return error;
  }
  throw new Error('the promise resolved');
}
