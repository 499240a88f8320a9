import { seededRandom, VirtualClock } from '@understudy/core/testing';

import type { QueueLoad } from '../desired-workers.ts';
import { Supervisor } from '../supervisor.ts';
import type { SupervisorEvent } from '../supervisor-event.ts';
import type { SupervisorOptions } from '../supervisor-options.ts';
import { type Behaviour, FakeProcess, healthy } from './fake-process.ts';

export interface WorldInit extends SupervisorOptions {
  /** What the nth process does, from 0. Throws when it cannot be started. */
  behave?(index: number): Behaviour;
  giveBackOf?(workerId: string): Promise<number>;
  queueLoad?(): Promise<QueueLoad>;
  onEvent?(event: SupervisorEvent): void;
}

/** A supervisor over fake processes, in virtual time. */
export interface World {
  readonly clock: VirtualClock;
  readonly supervisor: Supervisor;
  /** Every process that was ever started, in that order. */
  readonly processes: readonly FakeProcess[];
  readonly alive: readonly FakeProcess[];
  readonly events: readonly SupervisorEvent[];
  /** The workers whose jobs were given back. */
  readonly givenBack: readonly string[];
  /** The nth process. @throws when it was not started. */
  process(index: number): FakeProcess;
  /** Events of one type, in their order. */
  told<T extends SupervisorEvent['type']>(type: T): readonly (SupervisorEvent & { type: T })[];
  /** Starts and waits until it is healthy. */
  start(): Promise<void>;
}

export function supervisorOver({
  behave = () => healthy,
  giveBackOf = async () => 0,
  queueLoad = async () => ({ queued: 0 }),
  onEvent,
  ...options
}: WorldInit = {}): World {
  const clock = new VirtualClock();
  const processes: FakeProcess[] = [];
  const events: SupervisorEvent[] = [];
  const givenBack: string[] = [];
  let count = 0;
  const supervisor = new Supervisor({
    clock,
    random: seededRandom(7),
    options,
    queueLoad,
    onEvent: (event) => {
      events.push(event);
      onEvent?.(event);
    },
    giveBackOf: async (workerId) => {
      givenBack.push(workerId);
      return giveBackOf(workerId);
    },
    startProcess: (workerId) => {
      const behaviour = behave((count += 1) - 1);
      const process = new FakeProcess({ workerId, clock, behaviour });
      processes.push(process);
      return process;
    },
  });
  return {
    clock,
    supervisor,
    processes,
    events,
    givenBack,
    get alive() {
      return processes.filter(({ exit }) => exit === undefined);
    },
    process(index) {
      const process = processes[index];
      if (process === undefined) throw new Error(`process ${index} was not started`);
      return process;
    },
    told: <T extends SupervisorEvent['type']>(type: T) =>
      events.filter((event): event is SupervisorEvent & { type: T } => event.type === type),
    start: async () => clock.runUntilSettled(supervisor.start()),
  };
}
