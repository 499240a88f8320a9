import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface CommandResult {
  readonly isSuccess: boolean;
  /** Both streams, in the order in which they came. */
  readonly output: string;
}

export interface Command {
  readonly line: readonly [program: string, ...parameters: string[]];
  /** @default the root of the repository */
  readonly folder?: string | undefined;
}

/** Runs a program of the repository or of the system. Rejects only when it cannot be started. */
export async function runCommand({ line, folder = root }: Command): Promise<CommandResult> {
  const [program, ...parameters] = line;
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);
  const child = spawn(program, parameters, {
    cwd: folder,
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ isSuccess: code === 0, output }));
  });
}

/** Runs programs one after the other until one fails. */
export async function runInTurn(commands: readonly Command[]): Promise<CommandResult> {
  for (const command of commands) {
    const result = await runCommand(command);
    if (!result.isSuccess) return result;
  }
  return { isSuccess: true, output: '' };
}
