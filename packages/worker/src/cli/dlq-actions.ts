import { UnknownJobError } from '../errors/worker-errors.ts';
import type { JobDesk } from '../control/job-desk.ts';
import { limits } from '../control/operations.ts';
import { CliError } from './cli-error.ts';
import type { DlqFlag } from './dlq-flags.ts';
import { letterText } from './letter-text.ts';
import { lettersText } from './letters-text.ts';
import { readCount, readDurationMs } from './read-value.ts';
import type { Words } from './read-words.ts';
import type { Shell } from './shell.ts';
import { withoutSecrets } from './without-secrets.ts';

type DlqWords = Words<DlqFlag>;

/** Checks the words before anything is opened; what it gives does the work. */
type Action = (words: DlqWords, shell: Shell) => (desk: JobDesk) => Promise<number>;

const usualLimit = 100;
const jobIdPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const dlqActions: Readonly<Record<string, Action>> = { list, show, redrive, purge };

function list(words: DlqWords, shell: Shell): ReturnType<Action> {
  refuseFlags(words, { word: 'list', taken: ['code', 'limit', 'json'] });
  if (words.rest[0] !== undefined) throw new CliError(`dlq list: "${words.rest[0]}" is no flag`);
  const filter = { ...codeOf(words), limit: limitOf(words) };
  return async (desk) => {
    const letters = await desk.listDeadLetters(filter);
    if (words.isSet('json')) shell.out(`${JSON.stringify(letters.map(withoutSecrets))}\n`);
    else shell.out(lettersText(letters, shell.clock.epochMs()));
    return 0;
  };
}

function show(words: DlqWords, shell: Shell): ReturnType<Action> {
  refuseFlags(words, { word: 'show', taken: ['json'] });
  const [jobId, more] = jobIdsOf(words.rest);
  if (jobId === undefined || more !== undefined)
    throw new CliError('dlq show wants the id of one job');
  return async (desk) => {
    const job = await desk.find(jobId);
    if (job === undefined) throw new UnknownJobError(jobId);
    const shown = withoutSecrets(job);
    shell.out(
      words.isSet('json') ? `${JSON.stringify(shown)}\n` : letterText(shown, shell.clock.epochMs()),
    );
    return 0;
  };
}

function redrive(words: DlqWords, shell: Shell): ReturnType<Action> {
  refuseFlags(words, { word: 'redrive', taken: ['code', 'limit', 'all', 'deadline'] });
  const deadlineMs = readDurationMs('deadline', words.flags.deadline);
  const choice = choiceOf(words, { word: 'redrive', isChosen: false });
  return async (desk) => {
    const count = await desk.redrive({
      ...choice,
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    });
    shell.out(`${count} queued again\n`);
    return count === 0 && choice.jobIds !== undefined ? 1 : 0;
  };
}

function purge(words: DlqWords, shell: Shell): ReturnType<Action> {
  refuseFlags(words, { word: 'purge', taken: ['code', 'limit', 'all', 'older-than'] });
  const olderThanMs = readDurationMs('older-than', words.flags['older-than']);
  const choice = choiceOf(words, { word: 'purge', isChosen: olderThanMs !== undefined });
  return async (desk) => {
    const count = await desk.purge({
      ...choice,
      ...(olderThanMs === undefined ? {} : { olderThanMs }),
    });
    shell.out(`${count} purged\n`);
    return count === 0 && choice.jobIds !== undefined ? 1 : 0;
  };
}

/** Nothing is redriven or purged because somebody forgot to say what. */
function choiceOf(
  words: DlqWords,
  { word, isChosen }: { readonly word: string; readonly isChosen: boolean },
): { readonly jobIds?: readonly string[]; readonly code?: string; readonly limit: number } {
  const jobIds = jobIdsOf(words.rest);
  const isNarrowed = jobIds.length > 0 || words.flags.code !== undefined || isChosen;
  if (!isNarrowed && !words.isSet('all'))
    throw new CliError(`dlq ${word} wants the ids of jobs, --code, or --all`);
  if (isNarrowed && words.isSet('all'))
    throw new CliError('--all goes with nothing that narrows it');
  return {
    ...(jobIds.length > 0 ? { jobIds } : {}),
    ...codeOf(words),
    limit: Math.max(limitOf(words), jobIds.length),
  };
}

function jobIdsOf(words: readonly string[]): readonly string[] {
  const wrong = words.find((word) => !jobIdPattern.test(word));
  if (wrong !== undefined)
    throw new CliError(`"${wrong}" is no id of a job; \`dlq list\` has them`);
  if (words.length > limits.jobIds) throw new CliError(`at most ${limits.jobIds} jobs at once`);
  return words;
}

const codeOf = ({ flags: { code } }: DlqWords): { readonly code?: string } =>
  code === undefined ? {} : { code };

const limitOf = ({ flags: { limit } }: DlqWords): number =>
  readCount('limit', { text: limit, most: limits.letters }) ?? usualLimit;

const everywhere: readonly DlqFlag[] = ['config', 'data-dir', 'help'];

function refuseFlags(
  { isSet }: DlqWords,
  { word, taken }: { readonly word: string; readonly taken: readonly DlqFlag[] },
): void {
  for (const flag of ['code', 'limit', 'all', 'deadline', 'older-than', 'json'] as const) {
    if (isSet(flag) && !taken.includes(flag) && !everywhere.includes(flag))
      throw new CliError(`--${flag} says nothing to dlq ${word}`);
  }
}
