import type { LoadedConfig } from '../config/worker-config.ts';
import { databaseText } from './database-text.ts';
import { errorText } from './error-text.ts';
import { providerIds } from './provider-ids.ts';
import type { Shell } from './shell.ts';
import type { HappeningEvent, OpenFleet, WorkerParts } from './worker-parts.ts';

export interface RunFleetInit {
  readonly config: LoadedConfig;
  readonly configPath: string | undefined;
  readonly isVerbose: boolean;
  readonly shell: Shell;
  readonly parts: WorkerParts;
  readonly onEvent: (event: HappeningEvent) => void;
}

/** Watches over worker processes until it is told to stop, or until they crash too often. */
export async function runFleet(init: RunFleetInit): Promise<number> {
  const { config, shell, parts, ...fleetInit } = init;
  const over = new AbortController();
  let fleet: OpenFleet | undefined;
  // From the beginning: a process without a handler ends by this signal.
  shell.onRenew(() => {
    shell.say(
      fleet === undefined ? 'still starting: there is nothing to renew' : 'renewing the workers',
    );
    fleet?.roll().catch((error: unknown) => shell.say(`renewing failed: ${errorText(error)}`));
  }, over.signal);
  try {
    fleet = await parts.openFleet(config, fleetInit);
    const why = await watch(fleet, init);
    shell.say(`${reasons[why]}, for ${config.drainMs} ms at most`);
    await fleet.drain();
    return why === 'gave-up' ? 1 : 0;
  } finally {
    over.abort();
  }
}

const reasons = {
  stopped: 'draining',
  'drain-ordered': 'draining, as ordered',
  'gave-up': 'the workers crash again and again: giving up',
} as const;

async function watch(
  fleet: OpenFleet,
  { config, shell }: RunFleetInit,
): Promise<keyof typeof reasons> {
  const over = new AbortController();
  try {
    const line = {
      ready: true,
      engine: 'postgres',
      providers: providerIds(config),
      slots: config.slots,
      pid: shell.pid,
    };
    shell.out(`${JSON.stringify(line)}\n`);
    shell.say(`workers on ${databaseText(config.database)}; Ctrl-C drains`);
    const stopped = shell.untilStopped(over.signal).then(() => 'stopped' as const);
    return await Promise.race([stopped, fleet.over]);
  } finally {
    over.abort();
  }
}
