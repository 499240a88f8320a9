import { faultScenarios } from '../faults/fault-scenarios.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';
import { findingKinds } from '../journal/journal-verdict.ts';
import { CliError } from './cli-error.ts';
import { fakeFlags } from './fake-flags.ts';
import { fakeOptionsOf } from './fake-options-of.ts';
import { outcomeOf } from './outcome-of.ts';
import { helpOf, readWords, unknownWord } from './read-words.ts';
import { environmentOf, readyLine, type StartedFake, writeReadyFile } from './ready-line.ts';
import { runChild } from './run-child.ts';
import { catchStopSignals, type StopSignals } from './stop-signals.ts';
import { untilStopped } from './until-stopped.ts';
import { verdictLine } from './verdict-line.ts';

const usage = `understudy-testkit fake [flags] [-- command …]

Starts a fake solving service. The first line on standard output is JSON and says where; everything else goes to
standard error. With a command, runs it with FAKE_PROVIDER_URL, FAKE_PROVIDER_ADMIN_URL and FAKE_PROVIDER_API_KEY,
and ends with it. Ends with 1 when something was paid twice or lost; --json has the verdict as the last line on standard
output, too.
`;

const scenarioLines = (): string =>
  faultScenarios.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n');

/** Starts fakes, waits for a command or for a signal, and says what the journals think; gives the exit code. */
export async function fakeCommand(words: readonly string[]): Promise<number> {
  const typed = readWords(words, fakeFlags);
  const { flags, rest, command, isSet } = typed;
  if (isSet('help')) {
    process.stdout.write(`${usage}\n${helpOf(fakeFlags)}\n\nScenarios:\n${scenarioLines()}\n`);
    return 0;
  }
  if (rest[0] !== undefined)
    throw new CliError(`"${rest[0]}" is no flag; a command comes after --`);
  const allowed = allowedKinds(flags.allow);
  const started: StartedFake[] = [];
  // Before anybody can know that there is something to stop.
  const signals = catchStopSignals();
  try {
    for (const options of await fakeOptionsOf(typed)) {
      const fake = await startFakeProvider(options);
      started.push({ dialect: options.dialect ?? '2captcha', fake });
    }
    const line = readyLine(started);
    if (flags['ready-file'] !== undefined) writeReadyFile(flags['ready-file'], line);
    process.stdout.write(`${line}\n`);
    const code = await wait(command, {
      started,
      signals,
      isParentWatched: isSet('exit-with-parent'),
    });
    const outcomes = started.map(({ dialect, fake }) => ({ dialect, ...outcomeOf(fake, allowed) }));
    for (const { report } of outcomes) process.stderr.write(`${report}\n`);
    const exitCode = code !== 0 || outcomes.every(({ isClean }) => isClean) ? code : 1;
    if (isSet('json')) process.stdout.write(`${verdictLine(outcomes, exitCode)}\n`);
    return exitCode;
  } finally {
    signals.release();
    await Promise.all(started.map(async ({ fake }) => fake.close()));
  }
}

async function wait(
  command: readonly string[],
  {
    started,
    signals,
    isParentWatched,
  }: {
    readonly started: readonly StartedFake[];
    readonly signals: StopSignals;
    readonly isParentWatched: boolean;
  },
): Promise<number> {
  if (command.length > 0)
    return await runChild(command, { environment: environmentOf(started), signals });
  await untilStopped(signals, isParentWatched);
  return 0;
}

function allowedKinds(text: string | undefined): ReadonlySet<string> {
  const kinds = text?.split(',') ?? [];
  for (const kind of kinds) {
    if (!findingKinds.some((known) => known === kind))
      throw unknownWord('finding', kind, findingKinds);
  }
  return new Set(kinds);
}
