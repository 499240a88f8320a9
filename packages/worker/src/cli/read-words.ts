import { parseArgs } from 'node:util';

import { CliError } from './cli-error.ts';
import { unknownWord } from './unknown-word.ts';

/** A flag of a command. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  /** What stands for its value in the help. */
  readonly value?: string | undefined;
  readonly about: string;
}

/** What was typed after the name of a command. */
export interface Words<Name extends string> {
  readonly flags: Readonly<Partial<Record<Name, string>>>;
  readonly isSet: (name: Name) => boolean;
  /** What is no flag. */
  readonly rest: readonly string[];
}

/** Takes the words of a command apart. @throws {CliError} that names the nearest flag. */
export function readWords<Name extends string>(
  words: readonly string[],
  flags: Readonly<Record<Name, Flag>>,
): Words<Name> {
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: flags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = Object.entries<Flag>(flags).find(([name]) => name === token.name)?.[1];
    if (flag === undefined) {
      const names = Object.keys(flags).map((name) => `--${name}`);
      throw unknownWord('flag', { word: token.rawName, valid: names });
    }
    if (flag.type === 'string' && !token.value)
      throw new CliError(`--${token.name} needs a value: ${flag.value ?? ''}`);
    if (flag.type === 'boolean' && token.value !== undefined)
      throw new CliError(`--${token.name} takes no value`);
  }
  const texts = Object.entries(values).filter(([, value]) => typeof value === 'string');
  const set = new Set(Object.keys(values));
  return {
    // The names have been looked at above, and the values are texts.
    flags: Object.fromEntries(texts) as Partial<Record<Name, string>>,
    isSet: (name) => set.has(name),
    rest: positionals,
  };
}

/** A usage and one line for each flag. */
export const helpOf = (usage: string, flags: Readonly<Record<string, Flag>>): string =>
  [
    usage,
    ...Object.entries(flags).map(
      ([name, { value, about }]) =>
        `  --${[name, value].filter((part) => part !== undefined).join(' ')}`.padEnd(26) + about,
    ),
    '',
  ].join('\n');
