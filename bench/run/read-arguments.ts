import { nearestWord } from '@understudy/core/provider';

import { type GroupName, groupNames } from './group-names.ts';

/** What the command line asks for, or what is wrong with it. */
export type Arguments =
  | { readonly kind: 'run'; readonly groups: readonly GroupName[]; readonly isJson: boolean }
  | { readonly kind: 'refused'; readonly message: string };

const options = ['--json'];

/** Reads `[--json] [group …]`. The groups keep their own order, whatever the order of the words. */
export function readArguments(words: readonly string[]): Arguments {
  const isGroup = (word: string): word is GroupName => groupNames.some((name) => name === word);
  const unknown = words.find((word) => !isGroup(word) && !options.includes(word));
  if (unknown !== undefined) return { kind: 'refused', message: refusalOf(unknown) };
  const named = words.filter(isGroup);
  return {
    kind: 'run',
    groups: groupNames.filter((name) => named.length === 0 || named.includes(name)),
    isJson: words.includes('--json'),
  };
}

function refusalOf(word: string): string {
  const [kind, valid] = word.startsWith('-') ? ['option', options] : ['group', groupNames];
  const nearest = nearestWord(word, valid);
  const hint =
    nearest === undefined ? `there are ${valid.join(', ')}` : `did you mean "${nearest}"?`;
  return `bench: no ${kind} "${word}", ${hint}`;
}
