import { TaskInvalidError } from '@understudy/core';
import { OptionsInvalidError } from '@understudy/core/provider';

import { CliError } from './cli-error.ts';
import { errorText } from './error-text.ts';
import { unknownWord } from './unknown-word.ts';
import type { Command, CommandCall } from './worker-parts.ts';

/** What can be asked for; each is loaded when it is. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start-command.ts')).startCommand,
  enqueue: async () => (await import('./enqueue-command.ts')).enqueueCommand,
  status: async () => (await import('./status-command.ts')).statusCommand,
  dlq: async () => (await import('./dlq-command.ts')).dlqCommand,
  drain: async () => (await import('./drain-command.ts')).drainCommand,
};

const usage = `understudy-worker start                    works until Ctrl-C
understudy-worker enqueue <task>           puts tasks into the queue
understudy-worker status                   the jobs and the workers, live
understudy-worker dlq list|show|redrive|purge   the jobs that could not be solved
understudy-worker drain                    stops the workers, and waits until they have
understudy-worker <command> --help
`;

const failed = 1;
const badInput = 2;

/** Runs what was typed; gives the exit code, which is 2 for input that cannot be understood. */
export async function runCommand({ words, shell, parts }: CommandCall): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === 'help') {
    shell.out(usage);
    return name === undefined ? badInput : 0;
  }
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined)
      throw unknownWord('command', { word: name, valid: Object.keys(commands) });
    const command = await load();
    return await command({ words: rest, shell, parts });
  } catch (error) {
    shell.say(`understudy-worker ${name}: ${errorText(error)}`);
    return isBadInput(error) ? badInput : failed;
  }
}

const isBadInput = (error: unknown): boolean =>
  error instanceof CliError ||
  error instanceof TaskInvalidError ||
  OptionsInvalidError.isInstance(error);
