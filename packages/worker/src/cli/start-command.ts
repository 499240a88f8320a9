import { configFlags, loadedConfig } from './config-flags.ts';
import { eventLine } from './event-line.ts';
import { type Flag, helpOf, readWords } from './read-words.ts';
import { refuseRest } from './refuse-rest.ts';
import { runFleet } from './run-fleet.ts';
import { runLanes } from './run-lanes.ts';
import type { CommandCall, HappeningEvent } from './worker-parts.ts';

const startFlags = {
  verbose: { type: 'boolean', about: 'a line for every job, not only for what went wrong' },
  ...configFlags,
} as const satisfies Readonly<Record<string, Flag>>;

const usage = `understudy-worker start [flags]

Works until it is told to stop (Ctrl-C, SIGTERM, \`understudy-worker drain\`), then ends what it has in hand or hands it
back. Without a configuration: two workers on the embedded database in ./understudy-data, or on PostgreSQL when
DATABASE_URL is set; providers by CAPTCHAAI_API_KEY, and by BACKUP_API_KEY with BACKUP_PROFILE. The first line on
standard output is JSON and says that it is ready; everything else goes to standard error. SIGUSR2 renews the workers
on PostgreSQL one by one.
`;

/** Works until it is told to stop; gives 1 when a fleet gave its workers up. */
export async function startCommand({ words, shell, parts }: CommandCall): Promise<number> {
  const typed = readWords(words, startFlags);
  if (typed.isSet('help')) {
    shell.out(helpOf(usage, startFlags));
    return 0;
  }
  refuseRest(typed.rest);
  const config = await loadedConfig(typed, shell);
  const isVerbose = typed.isSet('verbose');
  const onEvent = (event: HappeningEvent): void => {
    const line = eventLine(event, isVerbose);
    if (line !== undefined) shell.say(line);
  };
  const { database } = config;
  return database.engine === 'postgres'
    ? await runFleet({ config, shell, parts, onEvent, isVerbose, configPath: typed.flags.config })
    : await runLanes({ config, dataDir: database.dataDir, shell, parts, onEvent });
}
