import type { BreakerState, RouterEvent } from '@understudy/core';

/** A breaker as its events tell of it. */
export interface Guard {
  state: BreakerState;
  /** The probe that is undecided. */
  probe: string | undefined;
}

type BreakerChanged = Extract<RouterEvent, { readonly type: 'breaker-changed' }>;

/** Every breaker by its events: a derived one is a provider's and a task type's, a classic one its service's. */
export class Guards {
  readonly #ofServices = new Map<string, Guard>();
  readonly #ofTypes = new Map<string, Guard>();

  of(subject: {
    readonly service: string;
    readonly providerId: string;
    readonly taskType: string;
  }): Guard {
    const { service, providerId, taskType } = subject;
    const ofService = this.#ofServices.get(service);
    return ofService ?? known(this.#ofTypes, `${providerId} ${taskType}`);
  }

  follow({ service, providerId, taskType, state }: BreakerChanged): void {
    const guard =
      taskType === undefined
        ? known(this.#ofServices, service)
        : known(this.#ofTypes, `${providerId} ${taskType}`);
    guard.state = state;
    if (state !== 'probing') guard.probe = undefined;
  }
}

function known(guards: Map<string, Guard>, name: string): Guard {
  const guard = guards.get(name) ?? { state: 'closed', probe: undefined };
  guards.set(name, guard);
  return guard;
}
