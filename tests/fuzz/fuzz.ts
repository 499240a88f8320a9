import { seededRandom } from '@understudy/core/testing';

import { bigReply } from './big-replies.ts';
import type { Decoder } from './decoders.ts';
import { Draw } from './draw.ts';
import { drawReply, type ReplyState } from './draw-reply.ts';
import { type Carrier, fetchCarrier } from './fetch-carrier.ts';
import { describeFinding, type FuzzFinding } from './finding.ts';
import type { Ending } from './outcome.ts';
import { problemOfEnding } from './problem-of-ending.ts';
import { problemOfRequest } from './problem-of-request.ts';
import { type PutQuestion, putQuestion } from './put-question.ts';
import { drawQuestion, type FuzzedOperation, operations } from './question.ts';
import { knownTasks } from './tasks.ts';

export interface FuzzOptions {
  readonly count: number;
  readonly seed: string;
  /** The first reply of the stream that is tried. @default 0 */
  readonly from?: number;
  /** What brings the replies. @default core's transport for `fetch` */
  readonly carrier?: Carrier;
  /** Called before each reply. */
  readonly onReply?: (index: number) => void;
}

/** What was tried, and what was found. */
export interface FuzzReport {
  readonly decoder: string;
  readonly findings: readonly FuzzFinding[];
  readonly replies: Readonly<Partial<Record<FuzzedOperation, number>>>;
  readonly states: Readonly<Record<ReplyState, number>>;
  /** The task types of which an answer was believed. */
  readonly solvedTypes: ReadonlySet<string>;
  readonly slowestMs: number;
  readonly elapsedMs: number;
}

/** Whoever breaks every reply needs no more of them. */
const enoughFindings = 20;
/** How long one reply may hold the process. */
const longestHoldMs = 250;

/** Feeds so many replies to a decoder, and looks at how each call ends. The same seed gives the same replies. */
export async function fuzz(decoder: Decoder, options: FuzzOptions): Promise<FuzzReport> {
  const { stackTraceLimit } = Error;
  // To write stacks takes longer than the calls, and their heads say all that could be secret.
  Error.stackTraceLimit = 1;
  try {
    return await tryReplies(decoder, options);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

async function tryReplies(decoder: Decoder, options: FuzzOptions): Promise<FuzzReport> {
  const { count, seed, from = 0, carrier = fetchCarrier(), onReply } = options;
  const startAt = performance.now();
  const provider = decoder.connect(carrier.transport);
  const asked = operations.filter((operation) => provider[operation] !== undefined);
  const source = {
    decoder,
    known: knownTasks(provider),
    batchTypes: provider.supports.batchPoll?.taskTypes ?? [],
  };
  const findings: FuzzFinding[] = [];
  const replies: Partial<Record<FuzzedOperation, number>> = {};
  const states = { sound: 0, mutated: 0, big: 0 };
  const solvedTypes = new Set<string>();
  let slowestMs = 0;
  for (let index = from; index < from + count; index += 1) {
    onReply?.(index);
    const operation = asked[index % asked.length] ?? 'poll';
    const draw = new Draw(seededRandom(`${seed} ${decoder.name} ${index}`));
    const isFirst = asked.indexOf(operation) === index % asked.length;
    const big = isFirst ? bigReply({ decoder, index, turns: asked.length }) : undefined;
    const question = drawQuestion({ ...source, operation, type: big?.type }, draw);
    const reply = drawReply(question, { big: big?.body, draw });
    const put = { provider, carrier, question, reply };
    const { ending, heldMs } = await putQuestion(put);
    replies[operation] = (replies[operation] ?? 0) + 1;
    states[reply.state] += 1;
    slowestMs = Math.max(slowestMs, heldMs);
    if (isSolved(ending)) solvedTypes.add(question.type);
    const problem =
      problemOfEnding(ending, { question, reply: reply.carried, meaning: reply.meaning }) ??
      problemOfRequest(carrier.asked, question) ??
      (heldMs > longestHoldMs ? await problemOfTime(put) : undefined);
    if (problem === undefined) continue;
    findings.push(describeFinding({ question, reply, seed, index, problem }));
    // What is slow is slower with what comes later.
    if (findings.length >= enoughFindings || problem.startsWith('holds')) break;
  }
  const elapsedMs = performance.now() - startAt;
  return { decoder: decoder.name, findings, replies, states, solvedTypes, slowestMs, elapsedMs };
}

const isSolved = ({ outcome }: Ending): boolean =>
  outcome.kind === 'value' && Object(outcome.value).status === 'solved';

/** Twice more, and by the time of its own thread too, because a busy machine may hold a process longer than its work. */
async function problemOfTime(put: PutQuestion): Promise<string | undefined> {
  const times: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    const before = process.threadCpuUsage();
    const { heldMs } = await putQuestion(put);
    const { user, system } = process.threadCpuUsage(before);
    times.push(heldMs, (user + system) / 1_000);
  }
  const heldMs = Math.min(...times);
  return heldMs > longestHoldMs ? `holds the process for ${Math.round(heldMs)} ms` : undefined;
}
