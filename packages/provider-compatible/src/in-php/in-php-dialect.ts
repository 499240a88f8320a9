import type { Capacity, Judgement, Task } from '@understudy/core/provider';

import { encodeFields } from '../fields/encode-fields.ts';
import type { Parameters } from '../fields/field-encoder.ts';
import { cleanText, readNumber, readPrice } from '../reply/read-words.ts';
import { readId } from '../reply/read-id.ts';
import { readSolution } from '../reply/read-solution.ts';
import { type Reply, takeFrom } from '../reply/reply.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { Acceptance, Answer, Dialect, WireCall } from '../service/wire-call.ts';
import { decodeInPhp } from './decode-in-php.ts';
import { type FormEncoding, writeForm } from './write-form.ts';
import type { InPhpMethod, InPhpMethods } from './in-php-methods.ts';

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
  /** `GET` puts the key into the URL, and is for servers that read nothing else. */
  readonly pollMethod: 'POST' | 'GET';
  readonly threads?: ThreadsQuestion | undefined;
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
  const { methods, submitEncoding, pollMethod, threads } = settings;
  const writing: FormEncoding = pollMethod === 'GET' ? 'query' : 'urlencoded';

  function ask<Value>(
    parameters: Parameters,
    read: (body: string) => Reply<Value>,
  ): WireCall<Value> {
    return {
      write: (key) =>
        writeForm({
          path: 'res.php',
          encoding: writing,
          parameters: { key, ...parameters, json: 1 },
        }),
      read,
    };
  }

  return {
    submit: (task) => ({
      write: (key) =>
        writeForm({
          path: 'in.php',
          encoding: submitEncoding,
          parameters: {
            key,
            ...encodeTask(task, methods),
            ...(softId === undefined ? {} : { soft_id: softId }),
            json: 1,
          },
        }),
      read: (body) => readAcceptance(body, task.type),
    }),
    poll: ({ id, type }) => ask({ action: 'get', id }, (body) => readAnswer(body, type)),
    balance: () => ask({ action: 'getbalance' }, readAmount),
    report: ({ ticket, judgement }) =>
      ask({ action: reportActions[judgement], id: ticket.id }, readReceipt),
    ...(threads === undefined
      ? {}
      : { capacity: () => ask({ action: threads.action }, (body) => readThreads(threads, body)) }),
  };
}

function encodeTask(task: Task<CompatibleTaskType>, methods: InPhpMethods): Parameters {
  // The task's type is the key under which its method stands, which TypeScript does not follow through a union.
  const method = methods[task.type] as InPhpMethod<CompatibleTaskType> | undefined;
  if (method === undefined) throw new TypeError(`no method for tasks of type ${task.type}`);
  return { ...method.fixed, ...encodeFields(task, method.fields) };
}

const readAcceptance = (body: string, type: CompatibleTaskType): Reply<Acceptance> =>
  takeFrom(decodeInPhp(body), {
    take: ({ payload }) => {
      const id = readId(payload);
      return id === undefined ? undefined : { status: 'accepted', ticket: { id, type } };
    },
    flaw: 'no-id',
  });

const readAnswer = (body: string, type: CompatibleTaskType): Reply<Answer> =>
  takeFrom(decodeInPhp(body), {
    take: ({ payload, beside }) => {
      const solution = readSolution({ type, answer: payload, beside });
      return solution === undefined ? undefined : { solution, price: readPrice(beside['price']) };
    },
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
  if (/^"?OK\b|^"?OK_/.test(cleanText(body))) return { status: 'ok', value: true };
  return takeFrom(decodeInPhp(body), { take: () => true, flaw: 'unreadable' });
}

function readThreads({ read }: ThreadsQuestion, body: string): Reply<Capacity> {
  const capacity = read(body);
  return capacity === undefined
    ? { status: 'malformed', flaw: 'unreadable' }
    : { status: 'ok', value: capacity };
}
