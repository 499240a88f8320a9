import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod';

import { isAlive } from './is-alive.ts';

const maxBytes = 4_096;

const schema = z.object({
  port: z.int().min(1).max(65_535),
  token: z.string().min(20),
  pid: z.int().min(1),
});

/** Where the process is that works in a directory, and what it wants to hear. */
export type ControlFile = Readonly<z.output<typeof schema>>;

const pathOf = (dataDir: string): string => join(dataDir, 'control.json');

/** Is there as a whole or not at all, and for its owner only. */
export function writeControlFile(dataDir: string, file: ControlFile): void {
  const path = pathOf(dataDir);
  rmSync(`${path}.part`, { force: true });
  writeFileSync(`${path}.part`, `${JSON.stringify(file)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(`${path}.part`, path);
}

/** Removes the file of this process, and no other. */
export function removeControlFile(dataDir: string): void {
  if (readControlFile(dataDir)?.pid === process.pid) rmSync(pathOf(dataDir), { force: true });
}

/** Undefined when there is none, or none that could be of a process that lives. */
export function readControlFile(dataDir: string): ControlFile | undefined {
  try {
    const path = pathOf(dataDir);
    if (statSync(path).size > maxBytes) return undefined;
    const { data } = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return data !== undefined && isAlive(data.pid) ? data : undefined;
  } catch {
    return undefined;
  }
}
