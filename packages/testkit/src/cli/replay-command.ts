import { findingsOf } from '../journal/findings-of.ts';
import { readRun } from '../journal/read-run.ts';
import { compareFindings, type ReplayedFinding } from '../replay/compare-findings.ts';
import { replayRun } from '../replay/replay-run.ts';
import { CliError } from './cli-error.ts';
import { type Flag, helpOf, readWords } from './read-words.ts';

const replayFlags = {
  help: { type: 'boolean', about: 'this' },
} as const satisfies Readonly<Record<string, Flag>>;

const usage = `understudy-testkit replay run.jsonl

Sends the requests of a recorded run again, to a fresh fake of the same seed and rules, and says for each finding
of the recording whether it came back. Ends with 1 when one did.
`;

/** Repeats a recorded run and says what has become of its findings; gives the exit code. */
export async function replayCommand(words: readonly string[]): Promise<number> {
  const { rest, isSet } = readWords(words, replayFlags);
  if (isSet('help')) {
    process.stdout.write(`${usage}\n${helpOf(replayFlags)}\n`);
    return 0;
  }
  const [path, more] = rest;
  if (path === undefined || more !== undefined)
    throw new CliError('replay wants one file, such as run.jsonl');
  const run = await readRun(path);
  const again = await replayRun(run);
  const findings = compareFindings(findingsOf(run.record), findingsOf(again));
  for (const finding of findings) process.stdout.write(`${lineOf(finding)}\n`);
  const failing = findings.filter(({ isFixed }) => !isFixed).length;
  const torn = run.isTorn ? ' · the recording was cut off' : '';
  const counts = `${findings.length - failing} fixed · ${failing} still failing`;
  process.stdout.write(`replay: ${counts} · seed ${run.record.seed}${torn}\n`);
  return failing === 0 ? 0 : 1;
}

const lineOf = ({ finding, isFixed }: ReplayedFinding): string =>
  [
    isFixed ? '+ FIXED        ' : 'x STILL FAILS  ',
    `${finding.kind}  ${finding.taskIds.join(', ')}`.trimEnd(),
    `  ${finding.why}`,
  ].join('');
