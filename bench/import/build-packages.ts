import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the packages as they are published. */
export async function buildPackages(): Promise<void> {
  await run(process.execPath, [join('tests', 'build.ts')], { cwd: root });
}
