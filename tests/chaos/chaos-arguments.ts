import { parseArgs } from 'node:util';

import { nearestWord } from '@understudy/core/provider';

const engines = ['postgres', 'pglite'] as const;

export interface ChaosArguments {
  readonly engine: (typeof engines)[number];
  /** How long workers are killed. */
  readonly seconds: number;
  readonly jobs: number;
  readonly seed: string;
  readonly isJson: boolean;
  /** Tells how it goes, on standard error. */
  readonly say: (line: string) => void;
}

/** An argument that cannot be followed, in one sentence for whoever typed it. */
export class WrongArgument extends Error {}

const options = {
  engine: { type: 'string', default: 'postgres' },
  seconds: { type: 'string', default: '60' },
  jobs: { type: 'string', default: '2000' },
  seed: { type: 'string', default: '7' },
  json: { type: 'boolean', default: false },
} as const;

/** @throws {WrongArgument} naming the option, and the nearest valid word for an unknown one. */
export function readArguments(argv: readonly string[]): ChaosArguments {
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') throw new WrongArgument(`unknown word "${token.value}"`);
    if (token.kind === 'option' && !Object.hasOwn(options, token.name))
      throw unknown(
        'option',
        `--${token.name}`,
        Object.keys(options).map((name) => `--${name}`),
      );
  }
  const engine = engines.find((name) => name === values.engine);
  if (engine === undefined) throw unknown('engine', String(values.engine), engines);
  return {
    engine,
    seconds: wholeOf('seconds', values.seconds, 3_600),
    jobs: wholeOf('jobs', values.jobs, 10_000),
    seed: String(values.seed),
    isJson: values.json === true,
    say: (line) => console.error(line),
  };
}

function wholeOf(name: string, value: unknown, most: number): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw new WrongArgument(
    `--${name} must be a whole number from 1 to ${most}, not "${String(value)}"`,
  );
}

function unknown(what: string, word: string, words: readonly string[]): WrongArgument {
  const nearest = nearestWord(word, words);
  const hint = nearest === undefined ? `there are ${words.join(', ')}` : `did you mean ${nearest}?`;
  return new WrongArgument(`unknown ${what} "${word}", ${hint}`);
}
