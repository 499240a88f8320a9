import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

import { type CommandResult, root, runCommand } from './run-command.ts';

/** A file by its path from the root of the repository. */
export interface TrackedFile {
  readonly path: string;
  readonly text: string;
}

/** What a file says of the machine on which it was written: folders of people, and where packages came from. */
export function machineTraces(
  { path, text }: TrackedFile,
  folders: readonly string[],
): readonly string[] {
  const patterns = [/\/(?:home|Users)\/\w[\w.-]*\//, /[A-Z]:\\Users\\/, ...folders.map(literally)];
  // A lockfile names a host only where packages came from another registry than the public one.
  if (/(^|\/)(pnpm-lock\.yaml|package-lock\.json|yarn\.lock)$/.test(path))
    patterns.push(/https?:\/\/|tarball:/);
  if (/(^|\/)\.npmrc$/.test(path)) patterns.push(/registry|_auth/i);
  return patterns.map((pattern) => pattern.exec(text)?.[0]).filter((trace) => trace !== undefined);
}

const literally = (folder: string): RegExp =>
  new RegExp(`${folder.replaceAll(/[^\w/-]/g, '\\$&')}(?![\\w.-])`);

/** The folders of this machine that are too particular to be named by chance. */
const tellingFolders = (): readonly string[] =>
  [root.replace(/\/$/, ''), dirname(root.replace(/\/$/, '')), homedir()].filter(
    (folder) => folder.split('/').length > 2,
  );

/** Looks through every file that is or would be committed. */
export async function findMachineTraces(): Promise<CommandResult> {
  const listed = await runCommand({
    line: ['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  });
  if (!listed.isSuccess) return listed;
  const found = listed.output
    .split('\0')
    .filter((path) => path !== '')
    .flatMap((path) =>
      machineTraces({ path, text: textOf(path) }, tellingFolders()).map(
        (trace) => `${path}: ${trace}`,
      ),
    );
  return { isSuccess: found.length === 0, output: found.join('\n') };
}

/** Empty for a file that was deleted and not yet committed so. */
function textOf(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return '';
  }
}
