import { dlqFlags, dlqUsage } from './dlq-flags.ts';
import { dlqActions } from './dlq-actions.ts';
import { CliError } from './cli-error.ts';
import { queueConfig } from './config-flags.ts';
import { openDesk } from './open-desk.ts';
import { helpOf, readWords } from './read-words.ts';
import { unknownWord } from './unknown-word.ts';
import type { CommandCall } from './worker-parts.ts';

/** Lists, shows, redrives or purges dead letters. */
export async function dlqCommand({ words, shell, parts }: CommandCall): Promise<number> {
  const typed = readWords(words, dlqFlags);
  if (typed.isSet('help')) {
    shell.out(helpOf(dlqUsage, dlqFlags));
    return 0;
  }
  const [name, ...rest] = typed.rest;
  const names = Object.keys(dlqActions);
  if (name === undefined) throw new CliError(`dlq wants one of ${names.join(', ')}`);
  const action = Object.hasOwn(dlqActions, name) ? dlqActions[name] : undefined;
  if (action === undefined) throw unknownWord('word of dlq', { word: name, valid: names });
  const run = action({ ...typed, rest }, shell);
  const config = await queueConfig(typed, shell);
  const desk = await openDesk(config, { shell, parts, absent: 'refuse' });
  try {
    return await run(desk);
  } finally {
    await desk.close();
  }
}
