import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { Figure } from './figure.ts';
import type { GroupName } from './group-names.ts';

/** A group takes at most 90 s on a machine that does nothing else; one that takes three times as long has gone wrong. */
const limitMs = 270_000;

/** What a group's process says at its end. */
export interface GroupResult {
  readonly about: string;
  readonly figures: readonly Figure[];
}

/** Measures one group in a process of its own, so that no group leaves its heap or its compiled code to the next. */
export async function runGroup(name: GroupName): Promise<GroupResult> {
  const child = fork(fileURLToPath(new URL('group-process.ts', import.meta.url)), [name], {
    execArgv: ['--expose-gc'],
  });
  const late = setTimeout(() => child.kill('SIGKILL'), limitMs);
  let result: GroupResult | undefined;
  // Our own process sends exactly this.
  child.on('message', (message) => (result = message as GroupResult));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  clearTimeout(late);
  if (result !== undefined && code === 0) return result;
  const why = code === null ? `did not end within ${limitMs / 1_000} s` : `ended with ${code}`;
  throw new Error(`bench: the group "${name}" ${why}`);
}
