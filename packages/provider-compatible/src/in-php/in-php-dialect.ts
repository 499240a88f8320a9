import type { Capacity, Judgement, Task } from '@understudy/core/provider';

import type { Parameters } from '../fields/field-encoder.ts';
import { cleanText, readNumber } from '../reply/read-words.ts';
import { readId } from '../reply/read-id.ts';
import { type Reply, takeFrom } from '../reply/reply.ts';
import type { CallbackStyle } from '../service/callback-style.ts';
import { withMatchingId } from '../service/matching-id.ts';
import { methodFault } from '../service/method-fault.ts';
import type { TaskTicket } from '../service/task-ticket.ts';
import type {
  Acceptance,
  BatchAnswer,
  BatchPoll,
  Dialect,
  WireCall,
} from '../service/wire-call.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import { decodeInPhp } from './decode-in-php.ts';
import { encodeForm } from './encode-form.ts';
import type { InPhpMethods } from './in-php-methods.ts';
import { readAnswer } from './read-answer.ts';
import { readBatch } from './read-batch.ts';
import { readCallback } from './read-callback.ts';
import { type FormEncoding, writeForm } from './write-form.ts';

/** Where an account may learn how many of its threads are busy. */
export interface ThreadsQuestion {
  /** The `action` of res.php. */
  readonly action: string;
  read(body: string): Capacity | undefined;
}

/** What differs between the services that speak in.php and res.php. */
export interface InPhpSettings {
  readonly methods: InPhpMethods;
  /** `query` puts the key into the URL, and is for servers that read nothing else. */
  readonly submitEncoding: FormEncoding;
  /** How tasks of the types `image` and `grid` are written. @default submitEncoding */
  readonly pictureEncoding?: FormEncoding | undefined;
  /** `GET` puts the key into the URL, and is for servers that read nothing else. */
  readonly pollMethod: 'POST' | 'GET';
  readonly threads?: ThreadsQuestion | undefined;
  /** Asks by `get2`, whose reply says what the answer cost. @default false */
  readonly asksForPrice?: boolean | undefined;
  /**
   * How many tickets res.php takes as `ids=`. Only for types whose answers hold no bar: bars separate the entries.
   * @default one at a time
   */
  readonly batch?: BatchPoll | undefined;
  /** Where a task is answered in the reply to its submit, by type. @default in.php, with an id */
  readonly synchronousPaths?: { readonly [T in CompatibleTaskType]?: string } | undefined;
  /** Words that stand where an answer should, and say that there is none. @default none */
  readonly refusedAnswers?: readonly string[] | undefined;
  /** @default 'in.php' */
  readonly submitPath?: string | undefined;
  /** @default 'res.php' */
  readonly resultPath?: string | undefined;
  /** Whether to ask for replies in JSON; text is understood either way. @default true */
  readonly supportsJson?: boolean | undefined;
  /** Whether the service announces answers to a callback URL, and how where it is not by `pingback`. @default true */
  readonly callsBack?: boolean | CallbackStyle | undefined;
  /** What an id has to be in full. @default any id is one */
  readonly idPattern?: RegExp | undefined;
  /** Asks for an answer that nobody was given before. Absent where the service has no such thing. */
  readonly uncached?: Parameters | undefined;
  /** Stand at the end of every submit, after all others. @default none */
  readonly lastParameters?: Parameters | undefined;
}

export interface InPhpOptions {
  readonly settings: InPhpSettings;
  readonly softId?: string | number | undefined;
}

const reportActions: Readonly<Record<Judgement, string>> = {
  accepted: 'reportgood',
  rejected: 'reportbad',
};

/** The family of 2captcha: `in.php` takes tasks, `res.php` everything else. */
export function inPhpDialect({
  settings,
  softId,
}: InPhpOptions): Dialect<Task<CompatibleTaskType>> {
  const { methods, pollMethod, threads, batch, asksForPrice = false } = settings;
  const { synchronousPaths = {}, submitPath = 'in.php', resultPath = 'res.php' } = settings;
  const { callsBack = true, supportsJson = true, refusedAnswers, idPattern } = settings;
  const callbacks = callsBack === true ? {} : callsBack || undefined;
  const json: Parameters = supportsJson ? { json: 1 } : {};
  const writing: FormEncoding = pollMethod === 'GET' ? 'query' : 'urlencoded';

  function ask<Value>(
    parameters: Parameters,
    read: (body: string) => Reply<Value>,
  ): WireCall<Value> {
    return {
      write: (key) =>
        writeForm({
          path: resultPath,
          encoding: writing,
          parameters: { key, ...parameters, ...json },
        }),
      read,
    };
  }

  const askMany = (tickets: readonly TaskTicket[]): WireCall<BatchAnswer> =>
    ask({ action: 'get', ids: tickets.map(({ id }) => id).join(',') }, (body) =>
      readBatch(body, tickets),
    );

  return {
    fault: (task) => methodFault(task, methods),
    submit: (task, { callbackUrl } = {}) => {
      const synchronousPath = synchronousPaths[task.type];
      const path = synchronousPath ?? submitPath;
      return {
        write: (key) => {
          const { parameters: own, ...form } = encodeForm(task, settings);
          const parameters = {
            key,
            ...own,
            ...(softId === undefined ? {} : { soft_id: softId }),
            ...(callbackUrl === undefined ||
            synchronousPath !== undefined ||
            callbacks === undefined
              ? {}
              : { [callbacks.parameter ?? 'pingback']: callbackUrl }),
            ...json,
          };
          return writeForm({ ...form, path, parameters: ending(parameters, settings) });
        },
        read: (body) =>
          synchronousPath === undefined
            ? withMatchingId(readAcceptance(body, task.type), idPattern)
            : readSolved(body, task.type),
      };
    },
    poll: ({ id, type }) =>
      ask({ action: asksForPrice ? 'get2' : 'get', id }, (body) =>
        readAnswer(body, { type, isPriced: asksForPrice, refusedAnswers }),
      ),
    ...(batch === undefined ? {} : { batch: { ...batch, poll: askMany } }),
    ...(callbacks === undefined
      ? {}
      : { readCallback: (request) => readCallback(request, { ...callbacks, idPattern }) }),
    balance: () => ask({ action: 'getbalance' }, readAmount),
    report: ({ ticket, judgement }) =>
      ask({ action: reportActions[judgement], id: ticket.id }, readReceipt),
    ...(threads === undefined
      ? {}
      : { capacity: () => ask({ action: threads.action }, (body) => readThreads(threads, body)) }),
  };
}

/** Parameters that a service wants last stand there even when the task has named them too. */
const ending = (
  parameters: Parameters,
  { lastParameters }: Pick<InPhpSettings, 'lastParameters'>,
): Parameters =>
  lastParameters === undefined
    ? parameters
    : {
        ...Object.fromEntries(
          Object.entries(parameters).filter(([name]) => !Object.hasOwn(lastParameters, name)),
        ),
        ...lastParameters,
      };

function readAcceptance(body: string, type: CompatibleTaskType): Reply<Acceptance> {
  return takeFrom(decodeInPhp(body), {
    take: ({ payload }) => {
      const id = readId(payload);
      return id === undefined ? undefined : { status: 'accepted', ticket: { id, type } };
    },
    flaw: 'no-id',
  });
}

/** The payload is the answer. It looks like an id, and is never taken for one. */
const readSolved = (body: string, type: CompatibleTaskType): Reply<Acceptance> =>
  takeFrom(readAnswer(body, { type }), {
    take: (answer) => ({ status: 'solved', answer }),
    flaw: 'no-answer',
  });

/** A bare number, or one in the usual wrapping. */
function readAmount(body: string): Reply<number> {
  const bare = readNumber(cleanText(body));
  if (bare !== undefined) return { status: 'ok', value: bare };
  return takeFrom(decodeInPhp(body), {
    take: ({ payload }) => readNumber(payload),
    flaw: 'no-balance',
  });
}

/** `OK_REPORT_RECORDED`, bare or in the usual wrapping. */
function readReceipt(body: string): Reply<true> {
  if (/^"?OK(?:_\w+)?"?$/.test(cleanText(body))) return { status: 'ok', value: true };
  // An object without a status says nothing of the kind.
  return takeFrom(decodeInPhp(body), {
    take: ({ payload, beside }) => (payload === beside ? undefined : true),
    flaw: 'unreadable',
  });
}

function readThreads({ read }: ThreadsQuestion, body: string): Reply<Capacity> {
  const capacity = read(body);
  return capacity === undefined
    ? { status: 'malformed', flaw: 'unreadable' }
    : { status: 'ok', value: capacity };
}
