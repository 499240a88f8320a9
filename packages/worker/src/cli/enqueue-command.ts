import type { JobDesk } from '../control/job-desk.ts';
import type { Order } from '../jobs/jobs.ts';
import { answerLine } from './answer-line.ts';
import { CliError } from './cli-error.ts';
import { configFlags, queueConfig } from './config-flags.ts';
import { databaseText } from './database-text.ts';
import { deskBehindControl, openDesk } from './open-desk.ts';
import { orderDefaults, readOrders } from './read-orders.ts';
import { type Flag, helpOf, readWords } from './read-words.ts';
import { readDurationMs } from './read-value.ts';
import type { CommandCall } from './worker-parts.ts';

const enqueueFlags = {
  file: {
    type: 'string',
    value: 'tasks.jsonl',
    about: 'a task or an order a line; - reads standard input',
  },
  priority: { type: 'string', value: 'P', about: 'critical, high, normal, low; normal' },
  deadline: { type: 'string', value: '1h', about: 'for each job, from when it may begin; 1h' },
  delay: { type: 'string', value: '10m', about: 'before anybody begins' },
  'dedupe-key': { type: 'string', value: 'K', about: 'a second job with it is the first one' },
  wait: { type: 'boolean', about: 'prints the answers; ends with 1 when there is none' },
  timeout: { type: 'string', value: '5m', about: 'how long to wait; 5m' },
  json: { type: 'boolean', about: 'JSON instead of bare ids' },
  ...configFlags,
} as const satisfies Readonly<Record<string, Flag>>;

const usage = `understudy-worker enqueue '{"type":"turnstile","siteKey":"…","pageUrl":"…"}' [flags]
understudy-worker enqueue --file tasks.jsonl [flags]

Puts tasks into the queue and prints the ids of their jobs. A line may be an order too:
{"task":{…},"priority":"high","deadlineMs":600000,"dedupeKey":"…","notBeforeAtEpochMs":…}
`;

const usualTimeoutMs = 300_000;
const portion = 500;

/** Puts tasks into the queue, and waits for their answers when it is told to. */
export async function enqueueCommand({ words, shell, parts }: CommandCall): Promise<number> {
  const typed = readWords(words, enqueueFlags);
  const { flags, rest, isSet } = typed;
  if (isSet('help')) {
    shell.out(helpOf(usage, enqueueFlags));
    return 0;
  }
  const timeoutMs = readDurationMs('timeout', flags.timeout) ?? usualTimeoutMs;
  const defaults = orderDefaults(flags, shell.clock.epochMs());
  if ((flags.file === undefined) === (rest.length === 0))
    throw new CliError('enqueue wants a task as JSON, or --file');
  if (flags['dedupe-key'] !== undefined && (flags.file !== undefined || rest.length > 1))
    throw new CliError('--dedupe-key: several tasks cannot share a key; give each order its own');
  const config = await queueConfig(typed, shell);
  const orders = readOrders(flags.file === undefined ? rest : shell.lines(flags.file), defaults);
  const desk = isSet('wait')
    ? await workedDesk(config, { shell, parts })
    : await openDesk(config, { shell, parts, absent: 'make' });
  try {
    const jobIds: string[] = [];
    try {
      for await (const batch of portions(orders)) {
        for (const { jobId, isNew } of await desk.enqueue(batch)) {
          jobIds.push(jobId);
          if (!isSet('wait'))
            shell.out(isSet('json') ? `${JSON.stringify({ jobId, isNew })}\n` : `${jobId}\n`);
        }
      }
    } catch (error) {
      if (jobIds.length > 0)
        shell.say(`the first ${jobIds.length} tasks were enqueued, the others were not`);
      throw error;
    }
    if (!isSet('wait')) return 0;
    return await printAnswers(jobIds, { desk, timeoutMs, shell });
  } finally {
    await desk.close();
  }
}

/** Nobody would ever answer where this process alone may work in the directory. */
async function workedDesk(
  config: Parameters<typeof openDesk>[0],
  { shell, parts }: Omit<CommandCall, 'words'>,
): Promise<JobDesk> {
  const { database } = config;
  if (database.engine === 'postgres')
    return await openDesk(config, { shell, parts, absent: 'make' });
  const desk = await deskBehindControl(database.dataDir, shell);
  if (desk === undefined)
    throw new CliError(
      `--wait: no worker is at work on ${databaseText(database)}; \`understudy-worker start\``,
    );
  return desk;
}

async function* portions(orders: AsyncIterable<Order>): AsyncGenerator<readonly Order[]> {
  let batch: Order[] = [];
  for await (const order of orders) {
    batch.push(order);
    if (batch.length < portion) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function printAnswers(
  jobIds: readonly string[],
  {
    desk,
    timeoutMs,
    shell,
  }: { readonly desk: JobDesk; readonly timeoutMs: number } & Pick<CommandCall, 'shell'>,
): Promise<number> {
  const until = shell.clock.now() + timeoutMs;
  let code = 0;
  for (const jobId of jobIds) {
    const leftMs = Math.max(0, until - shell.clock.now());
    const job = await desk.waitFor(jobId, { timeoutMs: leftMs });
    shell.out(`${answerLine(job)}\n`);
    if (job.state !== 'solved') code = 1;
  }
  return code;
}
