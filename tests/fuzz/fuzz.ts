import { inspect } from 'node:util';

import type { CallContext, ProviderV1, Task } from '@understudy/core/provider';
import { ProviderError } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import { apiKey, type Decoder } from './decoders.ts';
import { Draw, type FuzzedReply, mutate } from './mutate.ts';

/** What a decoder did with a reply that it must not do. */
export interface FuzzFinding {
  readonly decoder: string;
  readonly operation: string;
  readonly seed: string;
  readonly problem: string;
  readonly reply: FuzzedReply;
}

const page = { siteKey: '0x4AAAAAAA', pageUrl: 'https://shop.example/login' } as const;
const { pageUrl } = page;
const proxy = { type: 'http', host: 'proxy.example', port: 3_128 } as const;
const tasks: readonly [Task, ...Task[]] = [
  { type: 'turnstile', ...page },
  { type: 'recaptcha-v2', ...page },
  { type: 'cloudflare-challenge', pageUrl, proxy },
  { type: 'geetest-v3', pageUrl, gt: 'f1ab', challenge: '12ae' },
  { type: 'geetest-v4', pageUrl, captchaId: '54088bb0' },
  { type: 'friendly-captcha', ...page },
  { type: 'lemin', captchaId: 'CROPPED_1', pageUrl, divId: 'lemin' },
  { type: 'hcaptcha', ...page },
  { type: 'funcaptcha', publicKey: '69A21A01', pageUrl },
  { type: 'amazon-waf', ...page, iv: 'CgAH', context: '9BUg' },
  { type: 'raw', method: 'turnstile', parameters: { sitekey: '0x4AAAAAAA' } },
  { type: 'image', image: Buffer.from(`\u0089PNG\r\n${'x'.repeat(2_000)}`, 'latin1') },
];

const operations = [
  'submit',
  'poll',
  'pollMany',
  'balance',
  'capacity',
  'report',
  'readCallback',
] as const;
type Operation = (typeof operations)[number];

/** Feeds so many mutated replies to each operation of a decoder. */
export async function fuzz(
  decoder: Decoder,
  { count, seed }: { readonly count: number; readonly seed: string },
): Promise<readonly FuzzFinding[]> {
  const findings: FuzzFinding[] = [];
  let reply: FuzzedReply = { status: 200, headers: {}, body: '' };
  const provider = decoder.connect({ send: async () => reply });
  const clock = new VirtualClock();
  const never = new AbortController().signal;
  for (let index = 0; index < count; index += 1) {
    const operation = operations[index % operations.length] ?? 'poll';
    const random = seededRandom(`${seed} ${decoder.name} ${index}`);
    const draw = new Draw(random);
    reply = mutate(draw.of(decoder.replies), draw);
    const task = draw.of(tasks);
    const context = {
      signal: never,
      recall: never,
      clock,
      random,
      attemptId: 'a',
      remainingMs: 1_000,
    };
    const problem = await problemOf(provider, { operation, task, context, reply });
    if (problem === undefined) continue;
    findings.push({ decoder: decoder.name, operation, seed: `${seed} #${index}`, problem, reply });
  }
  return findings;
}

interface Question {
  readonly operation: Operation;
  readonly task: Task;
  readonly context: CallContext;
  readonly reply: FuzzedReply;
}

async function problemOf(provider: ProviderV1, question: Question): Promise<string | undefined> {
  const outcome = await ask(provider, question).then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  );
  if (outcome.error !== undefined) return problemOfError(outcome.error);
  if (inspect(outcome.value, { depth: Infinity }).includes(apiKey)) return 'shows the API key';
  if (Object(Object.prototype).polluted !== undefined) return 'pollutes a prototype';
  return problemOfValue(outcome.value, question);
}

async function ask(
  provider: ProviderV1,
  { operation, task, context, reply }: Question,
): Promise<unknown> {
  const ticket = { id: '70000000012', type: task.type };
  switch (operation) {
    case 'submit':
      return provider.submit(task, context);
    case 'poll':
      return provider.poll(ticket, context);
    case 'pollMany':
      return provider.pollMany?.([ticket, { ...ticket, id: '70000000013' }], context);
    case 'balance':
      return provider.balance?.(context);
    case 'capacity':
      return provider.capacity?.(context);
    case 'readCallback': {
      const callback = { method: 'POST', url: 'https://hooks.example/secret' } as const;
      const { headers, body } = reply;
      return provider.readCallback?.({ ...callback, headers, body, taskType: task.type });
    }
    case 'report':
      return provider.report?.({ ticket, judgement: 'rejected' }, context);
  }
}

function problemOfError(error: unknown): string | undefined {
  if (!ProviderError.isInstance(error)) return `rejects with ${inspect(error)}`;
  const shown = inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error);
  if (shown.toLowerCase().includes(apiKey)) return 'shows the API key in an error';
  return shown.length > 20_000 ? 'carries a whole reply in an error' : undefined;
}

/** A success must come from the reply: its id or its answer stands there. */
function problemOfValue(value: unknown, { operation, reply }: Question): string | undefined {
  const { status, ticket, solution, error, amount } = Object(value);
  switch (operation) {
    case 'report':
    case 'capacity':
      return undefined;
    case 'balance':
      return Number.isFinite(amount) ? undefined : `gives a balance of ${String(amount)}`;
    case 'readCallback':
      return ticket === undefined || areFrom(reply, ticket) ? undefined : 'invents a ticket';
    case 'pollMany':
      return problemOfBatch(value, reply);
    default:
      break;
  }
  if (status === 'pending') return operation === 'poll' ? undefined : 'is pending on a submit';
  if (status === 'failed') return problemOfError(error);
  if (status === 'accepted') return isFrom(reply, ticket?.id) ? undefined : 'invents a ticket';
  if (status !== 'solved') return `resolves to ${inspect(value)}`;
  return areFrom(reply, solution) ? undefined : 'invents an answer';
}

function problemOfBatch(value: unknown, reply: FuzzedReply): string | undefined {
  // A service without batches has no such call.
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length !== 2) return 'gives a batch another length';
  const invented = value.some(
    ({ status, solution }) => status === 'solved' && !areFrom(reply, solution),
  );
  return invented ? 'invents an answer in a batch' : undefined;
}

/** Whether every word of an answer or a ticket stands in the reply. */
function areFrom(reply: FuzzedReply, answer: unknown): boolean {
  const { type: _, isInteger: __, ...said } = Object(answer);
  const words = wordsIn(said);
  return words.length > 0 && words.every((word) => isFrom(reply, word));
}

/** Only words are looked for: cells are counted anew, and what is no text says nothing. */
function wordsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  const parts: readonly unknown[] = Object.values(value);
  return parts.flatMap((part) => (typeof part === 'number' ? [] : wordsIn(part ?? [])));
}

function isFrom({ body }: FuzzedReply, text: unknown): boolean {
  // A raw answer may be a yes or a no.
  if (typeof text === 'boolean') return body.includes(String(text));
  if (typeof text !== 'string' || text.trim() === '') return false;
  const escaped = JSON.stringify(text).slice(1, -1);
  return body.includes(text) || body.includes(escaped) || JSON.stringify(body).includes(escaped);
}
