import { parseArgs } from 'node:util';

import { nearestWord } from '@understudy/core/provider';

import { CliError } from './cli-error.ts';

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
  /** What comes after `--`. */
  readonly command: readonly string[];
}

/** Takes the words of a command apart. Throws what names the nearest flag. */
export function readWords<Name extends string>(
  words: readonly string[],
  flags: Readonly<Record<Name, Flag>>,
): Words<Name> {
  const at = words.indexOf('--');
  const own = at === -1 ? words : words.slice(0, at);
  const { values, positionals, tokens } = parseArgs({
    args: [...own],
    options: flags,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = Object.entries<Flag>(flags).find(([name]) => name === token.name)?.[1];
    if (flag === undefined) throw unknownFlag(token.rawName, Object.keys(flags));
    const hasValue = token.value !== undefined && token.value !== '';
    if (flag.type === 'string' && !hasValue)
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
    command: at === -1 ? [] : words.slice(at + 1),
  };
}

/** A word that is none of the valid ones, with the nearest. */
export function unknownWord(what: string, word: string, valid: readonly string[]): CliError {
  const nearest = nearestWord(word, valid);
  const hint =
    nearest === undefined ? `there are ${valid.join(', ')}` : `did you mean "${nearest}"?`;
  return new CliError(`no ${what} "${word}", ${hint}`);
}

const unknownFlag = (word: string, names: readonly string[]): CliError =>
  unknownWord(
    'flag',
    word,
    names.map((name) => `--${name}`),
  );

/** One line for each flag. */
export const helpOf = (flags: Readonly<Record<string, Flag>>): string =>
  Object.entries(flags)
    .map(
      ([name, { value, about }]) =>
        `  --${[name, value].filter((part) => part !== undefined).join(' ')}`.padEnd(26) + about,
    )
    .join('\n');
