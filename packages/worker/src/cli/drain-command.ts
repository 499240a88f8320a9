import type { QueueConfig } from '../config/worker-config.ts';
import { ControlError } from '../control/control-error.ts';
import { readControlFile } from '../control/control-file.ts';
import { directDesk } from '../control/direct-desk.ts';
import type { JobDesk } from '../control/job-desk.ts';
import { liveWorkers } from '../control/status-report.ts';
import { configFlags, queueConfig } from './config-flags.ts';
import { deskBehindControl } from './open-desk.ts';
import { type Flag, helpOf, readWords } from './read-words.ts';
import { readDurationMs } from './read-value.ts';
import { refuseRest } from './refuse-rest.ts';
import type { Shell } from './shell.ts';
import type { CommandCall } from './worker-parts.ts';

const drainFlags = {
  timeout: { type: 'string', value: '60s', about: 'how long to wait for it; drainMs and 10 s' },
  'no-wait': { type: 'boolean', about: 'only says so, and does not wait for it' },
  ...configFlags,
} as const satisfies Readonly<Record<string, Flag>>;

const usage = `understudy-worker drain [flags]

Tells the workers to end what they have in hand, or to hand it back, and to stop; waits until they have. Ends with 1
when they have not in time. Jobs stay in the queue.
`;

const lookEveryMs = 500;
const slackMs = 10_000;

/** Stops the workers from outside. */
export async function drainCommand({ words, shell, parts }: CommandCall): Promise<number> {
  const typed = readWords(words, drainFlags);
  if (typed.isSet('help')) {
    shell.out(helpOf(usage, drainFlags));
    return 0;
  }
  refuseRest(typed.rest);
  const config = await queueConfig(typed, shell);
  const timeoutMs = readDurationMs('timeout', typed.flags.timeout) ?? config.drainMs + slackMs;
  const target = await targetOf(config, { shell, parts });
  if (target === undefined) {
    shell.say('no worker is at work there');
    return 0;
  }
  try {
    await ask(target.desk);
    if (typed.isSet('no-wait')) return 0;
    return await waitUntil(target.isOver, { timeoutMs, shell });
  } finally {
    await target.desk.close();
  }
}

interface DrainTarget {
  readonly desk: JobDesk;
  isOver(): Promise<boolean>;
}

/** Undefined when nobody works there. */
async function targetOf(
  config: QueueConfig,
  { shell, parts }: Omit<CommandCall, 'words'>,
): Promise<DrainTarget | undefined> {
  const { database } = config;
  if (database.engine === 'postgres') {
    const desk = directDesk({ engine: 'postgres', ...(await parts.openQueue(config)) });
    return { desk, isOver: async () => liveWorkers(await desk.status()).length === 0 };
  }
  const pid = readControlFile(database.dataDir)?.pid;
  const desk = await deskBehindControl(database.dataDir, shell);
  if (desk === undefined || pid === undefined) return undefined;
  // The process closes the database last, and whoever waits may want its directory.
  return { desk, isOver: async () => !shell.isAlive(pid) };
}

/** Whoever is gone, or goes while we ask, drains no less. */
async function ask(desk: JobDesk): Promise<void> {
  await desk.requestDrain().catch((error: unknown) => {
    if (!(error instanceof ControlError) || error.kind === 'refused') throw error;
  });
}

async function waitUntil(
  isOver: () => Promise<boolean>,
  { timeoutMs, shell }: { readonly timeoutMs: number; readonly shell: Shell },
): Promise<number> {
  const until = shell.clock.now() + timeoutMs;
  while (!(await isOver())) {
    if (shell.clock.now() >= until) {
      shell.say(`the workers have not stopped within ${timeoutMs} ms`);
      return 1;
    }
    await shell.clock.sleep(lookEveryMs);
  }
  shell.say('the workers have stopped');
  return 0;
}
