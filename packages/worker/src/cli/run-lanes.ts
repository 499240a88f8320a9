import type { LoadedConfig } from '../config/worker-config.ts';
import { directDesk } from '../control/direct-desk.ts';
import { startControl } from '../control/start-control.ts';
import { databaseText } from './database-text.ts';
import { errorText } from './error-text.ts';
import { providerIds } from './provider-ids.ts';
import type { Shell } from './shell.ts';
import type { HappeningEvent, OpenLanes, WorkerParts } from './worker-parts.ts';

export interface RunLanesInit {
  readonly config: LoadedConfig;
  readonly dataDir: string;
  readonly shell: Shell;
  readonly parts: WorkerParts;
  readonly onEvent: (event: HappeningEvent) => void;
}

/** Works within this process, behind a control endpoint for the other commands, until it is told to stop. */
export async function runLanes(init: RunLanesInit): Promise<number> {
  const { config, shell, parts, onEvent } = init;
  const lanes = await parts.openLanes(config, onEvent);
  try {
    await work(lanes, init);
    const { finished, handedBack } = await lanes.drain({ drainMs: config.drainMs });
    shell.say(`drained: ${finished} jobs finished, ${handedBack} handed back`);
    return 0;
  } finally {
    await lanes.close();
  }
}

async function work(lanes: OpenLanes, { config, dataDir, shell }: RunLanesInit): Promise<void> {
  const stopped = new AbortController();
  const { jobs, store } = lanes;
  const desk = directDesk({
    engine: 'pglite',
    jobs,
    store,
    onDrain: () => stopped.abort(),
    close: async () => undefined,
  });
  const onError = (error: unknown): void => shell.say(`control endpoint: ${errorText(error)}`);
  const control = await startControl({ desk, dataDir, onError });
  try {
    const line = {
      ready: true,
      engine: 'pglite',
      dataDir,
      lanes: config.lanes,
      slots: config.slots,
      providers: providerIds(config),
      pid: shell.pid,
    };
    shell.out(`${JSON.stringify(line)}\n`);
    shell.say(`${config.lanes} lanes on ${databaseText(config.database)}; Ctrl-C drains`);
    await shell.untilStopped(stopped.signal);
    shell.say(`draining, for ${config.drainMs} ms at most`);
  } finally {
    await control.close();
  }
}
