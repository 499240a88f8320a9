import { createRouter, type Router, type RouterEvent, type RouterOptions } from '@understudy/core';
import type { Clock } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import type { Happening } from './invariants/happening.ts';
import type { InvariantId, Violation } from './invariants/invariant.ts';
import { type InvariantReport, WorldWatch } from './invariants/world-watch.ts';
import type { Scenario } from './scenario.ts';
import { type ServiceModel, termsOf } from './service.ts';
import { type SimulatedProvider, simulatedProvider } from './simulated-provider.ts';
import { TaskBook } from './task-book.ts';

export interface WorldInit {
  readonly scenario: Scenario;
  readonly services: readonly ServiceModel[];
  readonly seed: string;
  /** Polls are held until the answer is there. */
  readonly hearsAtOnce?: boolean | undefined;
  /** Rules that this world breaks by design. */
  readonly exempt?: readonly InvariantId[] | undefined;
  readonly onEvent?: ((event: RouterEvent) => void) | undefined;
  readonly onViolation?: ((violation: Violation) => void) | undefined;
  /** What the router is given beside its providers, its clock and its chance. */
  options(providers: readonly SimulatedProvider[]): Partial<RouterOptions>;
}

/** Everything of a closed router is gone by then. */
const afterCloseMs = 1_000;

/** A real router over simulated services on a virtual clock, with every invariant watching. */
export class World {
  readonly clock = new VirtualClock();
  readonly book = new TaskBook();
  readonly router: Router;
  readonly #watch: WorldWatch;
  #pendingSleeps = 0;
  #isHealthDue = false;

  constructor(init: WorldInit) {
    const { services, scenario, seed, hearsAtOnce = false, exempt } = init;
    const { clock, book } = this;
    const hear = (happening: Happening): void => this.hear(happening);
    const providers = services.map((service) =>
      simulatedProvider({ service, scenario, seed, book, clock, hearsAtOnce, hear }),
    );
    const { onEvent, ...options } = init.options(providers);
    const facts = {
      services: services.map((model) => termsOf(model, hearsAtOnce)),
      failsOnUnknown: options.outcomeUnknown === 'fail',
    };
    this.#watch = new WorldWatch({ facts, exempt, onViolation: init.onViolation });
    this.router = createRouter({
      ...options,
      providers,
      clock: this.#countedClock(),
      random: seededRandom(`router:${seed}`),
      onEvent: (event) => {
        onEvent?.(event);
        init.onEvent?.(event);
        this.hear({ kind: 'event', atMs: event.atMs, event });
        // Polls alone change nothing that the router keeps books on.
        if (event.type !== 'health-evidence') this.#askForHealth();
      },
    });
  }

  readonly hear = (happening: Happening): void => {
    this.#watch.hear(happening);
  };

  /** Closes the router, waits until everything of it should be gone, and judges. */
  async close(graceMs = 0): Promise<InvariantReport> {
    const { openTickets } = await this.router.close({ graceMs });
    await this.clock.sleep(afterCloseMs);
    this.hear({
      kind: 'closed',
      atMs: this.clock.now(),
      openTickets: openTickets.map(({ attemptId }) => attemptId),
      pendingSleeps: this.#pendingSleeps,
    });
    return this.#watch.end();
  }

  /** In the middle of an event the router's books are half written: it is asked after the turn. */
  #askForHealth(): void {
    if (this.#isHealthDue) return;
    this.#isHealthDue = true;
    queueMicrotask(() => {
      this.#isHealthDue = false;
      this.hear({ kind: 'health', atMs: this.clock.now(), health: this.router.health() });
    });
  }

  /** The world's clock, with the router's own sleeps counted. */
  #countedClock(): Clock {
    const { clock } = this;
    return {
      now: () => clock.now(),
      epochMs: () => clock.epochMs(),
      sleep: (ms, options) => {
        this.#pendingSleeps += 1;
        const sleep = clock.sleep(ms, options);
        const end = (): void => void (this.#pendingSleeps -= 1);
        sleep.then(end, end);
        return sleep;
      },
    };
  }
}
