import { parseArgs } from 'node:util';

import { nearestWord } from '@understudy/core/provider';
import { policies, type PolicyName } from '@understudy/testkit/simulation';

/** Which worlds: the fourteen, our own, drawn ones, how long the return from a stall takes, or hours of durable jobs. */
export type Mode = 'fourteen' | 'own' | 'swarm' | 'return' | 'jobs';

export interface SimulateArguments {
  readonly mode: Mode;
  readonly seeds: readonly number[];
  /** Tasks per second. */
  readonly rate: number;
  readonly policies: readonly PolicyName[];
  /** Of jobs, in virtual time. */
  readonly hours: number;
  readonly json: boolean;
}

/** An argument that cannot be followed, in one sentence for whoever typed it. */
export class WrongArgument extends Error {}

const options = {
  seeds: { type: 'string' },
  'first-seed': { type: 'string', default: '1' },
  rate: { type: 'string', default: '0.5' },
  policy: { type: 'string' },
  json: { type: 'boolean', default: false },
  own: { type: 'boolean', default: false },
  swarm: { type: 'boolean', default: false },
  return: { type: 'boolean', default: false },
  jobs: { type: 'boolean', default: false },
  hours: { type: 'string', default: '24' },
} as const;

const usualSeeds: Readonly<Record<Mode, string>> = {
  fourteen: '2',
  own: '2',
  swarm: '100',
  return: '5',
  jobs: '1',
};
const mostSeeds = 1_000_000;

// Keys of a constant object are just its own names.
const policyNames = Object.keys(policies) as PolicyName[];

/** @throws {WrongArgument} naming the option, and the nearest valid word for an unknown one. */
export function readArguments(argv: readonly string[]): SimulateArguments {
  const parsed = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  for (const token of parsed.tokens) refuseUnknown(token);
  const { values } = parsed;
  const textOf = (
    name: 'seeds' | 'first-seed' | 'rate' | 'policy' | 'hours',
  ): string | undefined => {
    const value = values[name];
    if (value === undefined || typeof value === 'string') return value;
    throw new WrongArgument(`option "--${name}" needs a value`);
  };
  const modes = (['own', 'swarm', 'return', 'jobs'] as const).filter(
    (name) => values[name] === true,
  );
  const [mode = 'fourteen', other] = modes;
  if (other !== undefined)
    throw new WrongArgument(`"--${mode}" and "--${other}" exclude each other`);
  const count = wholeOf('seeds', textOf('seeds') ?? usualSeeds[mode], 1);
  const first = wholeOf('first-seed', textOf('first-seed') ?? '1', 0);
  return {
    mode,
    seeds: Array.from({ length: count }, (_, index) => first + index),
    rate: rateOf(textOf('rate') ?? '0.5'),
    policies: policiesOf(textOf('policy')),
    hours: wholeOf('hours', textOf('hours') ?? '24', 1),
    json: values.json === true,
  };
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

function refuseUnknown(token: Token): void {
  if (token.kind === 'positional') {
    throw new WrongArgument(
      `"${token.value}" is no option; values follow theirs, as in "--seeds 5"`,
    );
  }
  if (token.kind !== 'option') return;
  const { name, value } = token;
  if (!Object.hasOwn(options, name)) {
    const known = Object.keys(options);
    const nearest = nearestWord(name, known);
    const hint =
      nearest === undefined ? `they are --${known.join(', --')}` : `did you mean "--${nearest}"?`;
    throw new WrongArgument(`there is no option "${token.rawName}", ${hint}`);
  }
  const isFlag = Object.entries(options).some(
    ([known, { type }]) => known === name && type === 'boolean',
  );
  if (isFlag && value !== undefined) throw new WrongArgument(`option "--${name}" takes no value`);
}

function wholeOf(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= mostSeeds)
    return value;
  throw new WrongArgument(
    `option "--${name}" must be a whole number from ${least} to ${mostSeeds}, such as 5`,
  );
}

function rateOf(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 100) return value;
  throw new WrongArgument(
    'option "--rate" must be a number of tasks per second above 0, at most 100, such as 0.5',
  );
}

function policiesOf(text: string | undefined): readonly PolicyName[] {
  if (text === undefined) return policyNames;
  return text.split(',').map((word) => {
    const policy = policyNames.find((name) => name === word);
    if (policy !== undefined) return policy;
    const nearest = nearestWord(word, policyNames);
    const hint =
      nearest === undefined ? `they are ${policyNames.join(', ')}` : `did you mean "${nearest}"?`;
    throw new WrongArgument(`option "--policy": there is no policy "${word}", ${hint}`);
  });
}
