import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { QueueConfig } from '../config/worker-config.ts';
import { controlDesk } from '../control/control-desk.ts';
import { ControlError } from '../control/control-error.ts';
import { readControlFile } from '../control/control-file.ts';
import { directDesk } from '../control/direct-desk.ts';
import type { JobDesk } from '../control/job-desk.ts';
import { CliError } from './cli-error.ts';
import { databaseText } from './database-text.ts';
import type { CommandCall } from './worker-parts.ts';

/** Whether a database that is not there may be made. */
export type Absent = 'make' | 'refuse';

/** The desk of the process that works in the directory, or else one over the database that is opened here. */
export async function openDesk(
  config: QueueConfig,
  { shell, parts, absent }: Omit<CommandCall, 'words'> & { readonly absent: Absent },
): Promise<JobDesk> {
  const { database } = config;
  if (database.engine === 'pglite') {
    const desk = await deskBehindControl(database.dataDir, shell);
    if (desk !== undefined) return desk;
    if (absent === 'refuse' && !existsSync(join(database.dataDir, 'db')))
      throw new CliError(
        `there is no database in ${database.dataDir} yet; \`enqueue\` and \`start\` make one`,
      );
    shell.say(`opening ${databaseText(database)}`);
  }
  const { jobs, store, close } = await parts.openQueue(config);
  return directDesk({ engine: database.engine, jobs, store, close });
}

/** Undefined when nobody is there; a file may be left of a process that was killed. */
export async function deskBehindControl(
  dataDir: string,
  { clock, secrets }: CommandCall['shell'],
): Promise<JobDesk | undefined> {
  const file = readControlFile(dataDir);
  if (file === undefined) return undefined;
  secrets.keep(file.token);
  const desk = controlDesk(file, { clock });
  try {
    await desk.status();
    return desk;
  } catch (error) {
    await desk.close();
    if (error instanceof ControlError && error.kind === 'gone') return undefined;
    throw error;
  }
}
