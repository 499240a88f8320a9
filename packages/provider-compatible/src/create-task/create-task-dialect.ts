import type { Judgement, Task } from '@understudy/core/provider';

import { encodeFields } from '../fields/encode-fields.ts';
import type { Parameters } from '../fields/field-encoder.ts';
import type { JsonObject } from '../reply/parse-json.ts';
import { readNumber, readPrice } from '../reply/read-words.ts';
import { readId } from '../reply/read-id.ts';
import { readSolution } from '../reply/read-solution.ts';
import { malformed, refused, type Reply, takeFrom } from '../reply/reply.ts';
import { isIntegerTicket, type TaskTicket } from '../service/task-ticket.ts';
import type { Acceptance, Answer, Dialect, WireCall, WireRequest } from '../service/wire-call.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import type { CreateTaskMethod, CreateTaskMethods, TaskNames } from './create-task-methods.ts';
import { decodeCreateTask } from './decode-create-task.ts';

/** Paths to which a judgement on an answer is sent. */
export type ReportPaths = { readonly [Verdict in Judgement]?: string };

/** What differs between the services that speak createTask and getTaskResult. */
export interface CreateTaskSettings {
  readonly methods: CreateTaskMethods;
  /** By task type; a type or judgement without a path cannot be reported. */
  readonly reportPaths: { readonly [T in CompatibleTaskType]?: ReportPaths };
  /** The parameter of an affiliate's id. */
  readonly affiliateParameter: string;
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
  const { methods, reportPaths, affiliateParameter } = settings;
  return {
    submit: (task) => ({
      write: (clientKey) =>
        writeJson('createTask', {
          clientKey,
          ...encodeTask(task, methods),
          ...(softId === undefined ? {} : { [affiliateParameter]: softId }),
        }),
      read: (body) => readAcceptance(body, task.type),
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
    report: ({ ticket, judgement }) => reportCall(ticket, reportPaths[ticket.type]?.[judgement]),
  };
}

function reportCall(ticket: TaskTicket, path: string | undefined): WireCall<true> | undefined {
  if (path === undefined) return undefined;
  return {
    write: (clientKey) => writeAboutTask({ path, clientKey, ticket }),
    read: (body) => takeFrom(decodeCreateTask(body), { take: () => true, flaw: 'unreadable' }),
  };
}

const writeJson = (path: string, parameters: Parameters): WireRequest =>
  written(path, JSON.stringify(parameters));

const written = (path: string, body: string): WireRequest => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json' },
  body,
});

interface TaskQuestion {
  readonly path: string;
  readonly clientKey: string;
  readonly ticket: TaskTicket;
}

/** An id that came as a number goes back as one, digit for digit: it may be beyond what JavaScript's numbers hold. */
function writeAboutTask({ path, clientKey, ticket }: TaskQuestion): WireRequest {
  const taskId = isIntegerTicket(ticket) ? ticket.id : JSON.stringify(ticket.id);
  return written(path, `{"clientKey":${JSON.stringify(clientKey)},"taskId":${taskId}}`);
}

function encodeTask(task: Task<CompatibleTaskType>, methods: CreateTaskMethods): Parameters {
  // The task's type is the key under which its method stands, which TypeScript does not follow through a union.
  const method = methods[task.type] as CreateTaskMethod<CompatibleTaskType> | undefined;
  if (method === undefined) throw new TypeError(`no method for tasks of type ${task.type}`);
  const type = nameOf(task, method.names);
  return {
    task: { type, ...method.fixed, ...encodeFields(task, method.fields) },
    ...method.envelope?.(task),
  };
}

function nameOf(task: Task<CompatibleTaskType>, names: TaskNames): string {
  const isProxied = 'proxy' in task && task.proxy !== undefined;
  const isEnterprise = 'enterprise' in task && task.enterprise === true;
  const plain = isProxied ? names.proxied : names.proxyless;
  const enterprise = isProxied ? names.enterpriseProxied : names.enterpriseProxyless;
  return (isEnterprise ? enterprise : undefined) ?? plain ?? names.proxyless;
}

/** Services that recognise pictures themselves answer within createTask. */
function readAcceptance(body: string, type: CompatibleTaskType): Reply<Acceptance> {
  const decoded = decodeCreateTask(body);
  if (decoded.status !== 'ok') return decoded;
  const reply = decoded.value;
  const id = readId(reply['taskId']);
  const ticket = id === undefined ? undefined : ticketOf({ id, type, body });
  const ready = reply['status'] === 'ready' ? readReady(reply, type) : undefined;
  if (ready?.status === 'ok')
    return { status: 'ok', value: { status: 'solved', answer: ready.value, ticket } };
  return ticket === undefined
    ? malformed('no-id')
    : { status: 'ok', value: { status: 'accepted', ticket } };
}

interface WrittenId {
  readonly id: string;
  readonly type: CompatibleTaskType;
  readonly body: string;
}

/** Whether the id was a number is told by its text, because a long one no longer is one once it is read. */
const ticketOf = ({ id, type, body }: WrittenId): TaskTicket =>
  /"taskId"\s*:\s*\d/.test(body) && /^\d+$/.test(id) ? { id, type, isInteger: true } : { id, type };

function readResult(body: string, type: CompatibleTaskType): Reply<Answer> {
  const decoded = decodeCreateTask(body);
  if (decoded.status !== 'ok') return decoded;
  const { status } = decoded.value;
  if (status === 'processing' || status === 'idle') return { status: 'pending' };
  if (status === 'ready') return readReady(decoded.value, type);
  return status === 'failed' ? refused(status) : malformed('unknown-status');
}

function readReady(reply: JsonObject, type: CompatibleTaskType): Reply<Answer> {
  const solution = readSolution({ type, answer: reply['solution'] ?? null, beside: {} });
  if (solution === undefined) return malformed('no-answer');
  return { status: 'ok', value: { solution, price: readPrice(reply['cost']) } };
}
