import type { JobDesk } from '../control/job-desk.ts';
import { configFlags, queueConfig } from './config-flags.ts';
import { openDesk } from './open-desk.ts';
import { type Flag, helpOf, readWords } from './read-words.ts';
import { refuseRest } from './refuse-rest.ts';
import type { Shell } from './shell.ts';
import { statusText } from './status-text.ts';
import type { CommandCall } from './worker-parts.ts';

const statusFlags = {
  once: { type: 'boolean', about: 'prints it once, as it does where there is no terminal' },
  json: { type: 'boolean', about: 'once, as JSON' },
  ...configFlags,
} as const satisfies Readonly<Record<string, Flag>>;

const usage = `understudy-worker status [flags]

Shows the jobs and the workers, anew each second until Ctrl-C.
`;

const everyMs = 1_000;
const clear = '\u001B[H\u001B[J';

/** Shows how the queue is, once or again and again. */
export async function statusCommand({ words, shell, parts }: CommandCall): Promise<number> {
  const typed = readWords(words, statusFlags);
  if (typed.isSet('help')) {
    shell.out(helpOf(usage, statusFlags));
    return 0;
  }
  refuseRest(typed.rest);
  const config = await queueConfig(typed, shell);
  const desk = await openDesk(config, { shell, parts, absent: 'refuse' });
  try {
    if (typed.isSet('json')) shell.out(`${JSON.stringify(await desk.status())}\n`);
    else if (shell.isTerminal && !typed.isSet('once')) await redraw(desk, shell);
    else shell.out(statusText(await desk.status()));
    return 0;
  } finally {
    await desk.close();
  }
}

async function redraw(desk: JobDesk, shell: Shell): Promise<void> {
  const stopped = new AbortController();
  const { signal } = stopped;
  const ended = shell.untilStopped(signal).then(() => stopped.abort());
  try {
    while (!signal.aborted) {
      const text = statusText(await desk.status());
      shell.out(`${clear}${text}`);
      await shell.clock.sleep(everyMs, { signal }).catch(() => undefined);
    }
  } finally {
    stopped.abort();
    await ended;
  }
}
