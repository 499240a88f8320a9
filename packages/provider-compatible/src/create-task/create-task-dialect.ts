import type { Judgement, Task } from '@understudy/core/provider';

import type { Parameters } from '../fields/field-encoder.ts';
import type { JsonObject } from '../reply/parse-json.ts';
import { readNumber } from '../reply/read-words.ts';
import { takeFrom } from '../reply/reply.ts';
import type { CallbackReading } from '../service/callback-style.ts';
import { withMatchingId } from '../service/matching-id.ts';
import { methodFault } from '../service/method-fault.ts';
import { isIntegerTicket, type TaskTicket } from '../service/task-ticket.ts';
import type { Dialect, WireCall, WireRequest } from '../service/wire-call.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { CreateTaskMethods } from './create-task-method.ts';
import { decodeCreateTask } from './decode-create-task.ts';
import { encodeTask } from './encode-task.ts';
import { readAcceptance, readResult } from './read-create-task.ts';
import { readTaskCallback } from './read-task-callback.ts';

/** Where a judgement on an answer is sent, and what is said beside the task's id. */
export interface ReportMethod {
  readonly path: string;
  readonly parameters?: Parameters | undefined;
}

/** The judgements that a service hears of a task type. */
export type ReportMethods = { readonly [Verdict in Judgement]?: ReportMethod };

/** What differs between the services that speak createTask and getTaskResult. */
export interface CreateTaskSettings {
  readonly methods: CreateTaskMethods;
  /** By task type; a type or judgement without a method cannot be reported. */
  readonly reports: { readonly [T in CompatibleTaskType]?: ReportMethods };
  /** The parameter of an affiliate's id. */
  readonly affiliateParameter: string;
  /** The parameter of the address that the service calls with the answer; absent where it calls nobody. */
  readonly callbackParameter?: string | undefined;
  /** What a call of the service's looks like, where it is not as in the rest of the family. */
  readonly callbackFields?: Pick<CallbackReading, 'idField' | 'answerField'> | undefined;
  /** What an id has to be in full. @default any id is one */
  readonly idPattern?: RegExp | undefined;
  /** Asks for an answer that nobody was given before. Absent where the service has no such thing. */
  readonly uncached?: Parameters | undefined;
  /** Sent in every `task`. */
  readonly extras?: Parameters | undefined;
}

export interface CreateTaskOptions {
  readonly settings: CreateTaskSettings;
  readonly softId?: string | number | undefined;
}

/** The family of anti-captcha: everything is a JSON body with a `clientKey` in it. */
export function createTaskDialect({
  settings,
  softId,
}: CreateTaskOptions): Dialect<Task<CompatibleTaskType>> {
  const { methods, reports, affiliateParameter, callbackParameter, extras } = settings;
  const { callbackFields, idPattern } = settings;
  return {
    fault: (task) => methodFault(task, methods),
    ...(callbackParameter === undefined
      ? {}
      : { readCallback: (request) => readTaskCallback(request, { ...callbackFields, idPattern }) }),
    submit: (task, { callbackUrl } = {}) => ({
      write: (clientKey) =>
        writeJson('createTask', {
          clientKey,
          ...encodeTask(task, { methods, ...(extras === undefined ? {} : { extras }) }),
          ...(softId === undefined ? {} : { [affiliateParameter]: softId }),
          ...(callbackUrl === undefined || callbackParameter === undefined
            ? {}
            : { [callbackParameter]: callbackUrl }),
        }),
      read: (body) => withMatchingId(readAcceptance(body, task.type), idPattern),
    }),
    poll: (ticket) => ({
      write: (clientKey) => writeAboutTask({ path: 'getTaskResult', clientKey, ticket }),
      read: (body) => readResult(body, ticket.type),
    }),
    balance: () => ({
      write: (clientKey) => writeJson('getBalance', { clientKey }),
      read: (body) =>
        takeFrom(decodeCreateTask(body), {
          take: (reply) => readNumber(reply['balance']),
          flaw: 'no-balance',
        }),
    }),
    report: ({ ticket, judgement }) => reportCall(ticket, reports[ticket.type]?.[judgement]),
  };
}

function reportCall(
  ticket: TaskTicket,
  method: ReportMethod | undefined,
): WireCall<true> | undefined {
  if (method === undefined) return undefined;
  return {
    write: (clientKey) => writeAboutTask({ ...method, clientKey, ticket }),
    read: (body) => takeFrom(decodeCreateTask(body), { take: receiptIn, flaw: 'unreadable' }),
  };
}

/** An error has been seen before; a reply without an `errorId` has to say in another way that nothing was wrong. */
const receiptIn = (reply: JsonObject): true | undefined =>
  Object.hasOwn(reply, 'errorId') || reply['status'] === 'success' ? true : undefined;

const writeJson = (path: string, parameters: Parameters): WireRequest =>
  written(path, JSON.stringify(parameters));

const written = (path: string, body: string): WireRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body,
});

interface TaskQuestion extends ReportMethod {
  readonly clientKey: string;
  readonly ticket: TaskTicket;
}

/** An id that came as a number goes back as one, digit for digit: it may be beyond what JavaScript's numbers hold. */
function writeAboutTask({ path, parameters = {}, clientKey, ticket }: TaskQuestion): WireRequest {
  const taskId = isIntegerTicket(ticket) ? ticket.id : JSON.stringify(ticket.id);
  const others = JSON.stringify(parameters).slice(1, -1);
  const said = others === '' ? '' : `,${others}`;
  return written(path, `{"clientKey":${JSON.stringify(clientKey)},"taskId":${taskId}${said}}`);
}
