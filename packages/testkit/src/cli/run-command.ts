import { OptionsInvalidError } from '@understudy/core/provider';

import { CliError } from './cli-error.ts';
import { unknownWord } from './read-words.ts';

type Command = (words: readonly string[]) => Promise<number>;

/** What can be asked for; each is loaded when it is. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  fake: async () => (await import('./fake-command.ts')).fakeCommand,
  replay: async () => (await import('./replay-command.ts')).replayCommand,
  contract: async () => (await import('./contract-command.ts')).contractCommand,
  faults: async () => (await import('./faults-command.ts')).faultsCommand,
};

const usage = `understudy-testkit fake [flags] [-- command …]   a solving service that fails on command
understudy-testkit replay run.jsonl              sends a recorded run again
understudy-testkit contract ./acme.contract.ts   checks a provider against the contract
understudy-testkit faults [--explain N17]        what the fake can do wrong
understudy-testkit <command> --help
`;

const badInput = 2;

/** Runs what was typed; gives the exit code, which is 2 for input that cannot be understood. */
export async function runCommand([name, ...words]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(usage);
    return name === undefined ? badInput : 0;
  }
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined) throw unknownWord('command', name, Object.keys(commands));
    const command = await load();
    return await command(words);
  } catch (error) {
    if (!(error instanceof CliError) && !OptionsInvalidError.isInstance(error)) throw error;
    process.stderr.write(`understudy-testkit ${name}: ${error.message}\n`);
    return badInput;
  }
}
