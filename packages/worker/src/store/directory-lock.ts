import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { OptionsInvalidError } from '@understudy/core/provider';

/** A directory that belongs to one process. */
export interface DirectoryLock {
  release(): void;
}

const tries = 3;
/** The lock files of this process. */
const held = new Set<string>();

/**
 * Takes a directory for this process. The embedded database locks nothing, and two processes would overwrite each
 * other's pages without a word. A lock whose process is gone is taken over.
 * @throws {OptionsInvalidError} when a living process holds it.
 */
export function lockDirectory(directory: string, option: string): DirectoryLock {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'understudy.lock');
  for (let count = 1; count <= tries; count += 1) {
    if (isTaken(path)) {
      const holder = holderOf(path);
      if (holder !== undefined && isAlive(holder, path)) throw inUse({ directory, option, holder });
      rmSync(path, { force: true });
    } else {
      held.add(path);
      return { release: () => releaseOwn(path) };
    }
  }
  throw inUse({ directory, option, holder: undefined });
}

/** False when it is ours from now on. */
function isTaken(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
    return false;
  } catch (error) {
    if (Object(error).code === 'EEXIST') return true;
    throw error;
  }
}

function holderOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Our own number in a lock file is that of a predecessor with the same one, as in a container that was started again. */
function isAlive(pid: number, path: string): boolean {
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return Object(error).code === 'EPERM';
  }
}

function releaseOwn(path: string): void {
  held.delete(path);
  if (holderOf(path) === process.pid) rmSync(path, { force: true });
}

function inUse({
  directory,
  option,
  holder,
}: {
  readonly directory: string;
  readonly option: string;
  readonly holder: number | undefined;
}): OptionsInvalidError {
  const who = holder === undefined ? 'another process' : `process ${holder}`;
  const message = `option "${option}": ${who} works in ${directory}; an embedded database has one process, PostgreSQL takes a fleet`;
  return new OptionsInvalidError({ option, message });
}
