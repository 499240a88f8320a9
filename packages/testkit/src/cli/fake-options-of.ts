import { readFile } from 'node:fs/promises';

import { scaledClock } from '@understudy/core/testing';

import { faultScenarios, rulesOfScenario } from '../faults/fault-scenarios.ts';
import type { FakeProviderOptions } from '../http/fake-provider.ts';
import { CliError } from './cli-error.ts';
import type { FakeFlag } from './fake-flags.ts';
import { unknownWord, type Words } from './read-words.ts';

const maxConfigBytes = 4 * 1024 * 1024;
const maxSpeed = 10_000;

/** The options of each fake that was asked for: those of the file, and the flags above them. Validated when it starts. */
export async function fakeOptionsOf({
  flags,
  isSet,
}: Words<FakeFlag>): Promise<readonly FakeProviderOptions[]> {
  const config: Readonly<Record<string, unknown>> =
    flags.config === undefined ? {} : await readConfig(flags.config);
  const { 'admin-port': adminPort, 'admin-token': token } = flags;
  const seed = flags.seed ?? process.env['TESTKIT_SEED'];
  const common = {
    ...config,
    ...(seed === undefined || seed === '' ? {} : { seed }),
    ...(flags.port === undefined ? {} : { port: portOf('port', flags.port) }),
    ...(flags.host === undefined ? {} : { host: flags.host }),
    ...(isSet('allow-remote') ? { allowRemote: true } : {}),
    ...(isSet('allow-header-faults') ? { headerFaults: true } : {}),
    ...rulesWith(flags.scenario, config['rules']),
    ...(flags.speed === undefined ? {} : { clock: scaledClock(speedOf(flags.speed)) }),
    admin: {
      ...adminOf(config['admin']),
      ...(adminPort === undefined ? {} : { port: portOf('admin-port', adminPort) }),
      ...(token === undefined ? {} : { token }),
    },
  };
  const { record = config['record'] } = flags;
  const names = flags.dialect?.split(',') ?? [];
  if (names.length < 2) {
    const dialect = names[0] === undefined ? {} : { dialect: names[0] };
    return [asTyped({ ...common, ...dialect, ...(record === undefined ? {} : { record }) })];
  }
  for (const name of ['port', 'admin-port'] as const) {
    if (isSet(name)) throw new CliError(`--${name}: ${names.length} fakes cannot share one port`);
  }
  return names.map((dialect) =>
    asTyped({
      ...common,
      dialect,
      ...(typeof record === 'string' ? { record: recordFor(record, dialect) } : {}),
    }),
  );
}

/** The rules of the file come first, as they do beside the magic words: they are more particular. */
function rulesWith(scenarios: string | undefined, given: unknown = []): object {
  if (scenarios === undefined || !Array.isArray(given)) return {};
  const named = scenarios.split(',').flatMap((name) => {
    const rules = rulesOfScenario(name);
    const valid = faultScenarios.map((scenario) => scenario.name);
    if (rules === undefined) throw unknownWord('scenario', name, valid);
    return rules;
  });
  return { rules: [...given, ...named] };
}

/** The command line always has an admin API; what else a file says of it is validated when it starts. */
const adminOf = (given: unknown): object => (typeof given === 'boolean' ? {} : Object(given));

/** `startFakeProvider` validates whatever it gets, and names what is wrong. */
const asTyped = (options: object): FakeProviderOptions => options;

/** `run.jsonl` becomes `run.captchaai.jsonl`. */
const recordFor = (path: string, dialect: string): string =>
  path.replace(/(\.[^./]+)?$/, `.${dialect}$1`);

function portOf(name: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CliError(`--${name}: "${text}" is no port, which is a number up to 65535`);
}

function speedOf(text: string): number {
  const factor = /^(\d+(?:\.\d+)?)x?$/.exec(text)?.[1];
  if (factor !== undefined && Number(factor) > 0 && Number(factor) <= maxSpeed)
    return Number(factor);
  throw new CliError(`--speed: "${text}" is no speed such as 60x, up to ${maxSpeed}x`);
}

async function readConfig(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CliError(`--config: ${path} cannot be read`, { cause });
  });
  if (text.length > maxConfigBytes) throw new CliError(`--config: ${path} is too long`);
  const config = jsonOf(text, path);
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return { ...config };
  throw new CliError(`--config: ${path} is no object of options`);
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(`--config: ${path} is not JSON`, { cause });
  }
}
