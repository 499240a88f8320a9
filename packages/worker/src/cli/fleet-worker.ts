/** A worker of a fleet, in a process of its own: loads the configuration again, because providers cannot be sent. */
import { systemClock } from '@understudy/core';

import { openWorkers } from '../composition/open-workers.ts';
import { loadConfigWith } from '../config/load-config.ts';
import { SecretSource } from '../config/secret-source.ts';
import type { LoadedConfig } from '../config/worker-config.ts';
import { processChannel } from '../supervisor/process-channel.ts';
import { runChild } from '../supervisor/worker-child.ts';
import { errorText } from './error-text.ts';
import { eventLine } from './event-line.ts';

const [workerId = '', isVerbose, configPath] = process.argv.slice(2);
const secrets = new SecretSource({ env: process.env, cwd: process.cwd() });
const usualHeartbeatMs = 1_000;

const say = (line: string): void =>
  void process.stderr.write(`${secrets.redact(`${workerId}  ${line}`)}\n`);

async function work({ supervisor, ...config }: LoadedConfig): Promise<number> {
  return await runChild({
    workerId,
    channel: processChannel,
    clock: systemClock,
    heartbeatMs: supervisor.heartbeatMs ?? usualHeartbeatMs,
    drainMs: config.drainMs,
    open: async (id) =>
      openWorkers({
        ...config,
        workerId: id,
        onEvent(event) {
          const { workerId: _known, ...rest } = event;
          const line = eventLine(rest, isVerbose === 'true');
          if (line !== undefined) say(line);
        },
      }),
    onError: (error) => say(errorText(error)),
  });
}

try {
  process.exit(await work(await loadConfigWith(configPath, secrets)));
} catch (error) {
  say(errorText(error));
  process.exit(1);
}
