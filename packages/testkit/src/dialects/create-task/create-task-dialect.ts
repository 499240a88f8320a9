import type { Dialect } from '../dialect.ts';
import { fieldsOf, parseJsonObject } from '../json-object.ts';
import { jsonIdOf } from '../wire-style.ts';
import { encodeCreateTask, resultOf } from './create-task-encoder.ts';
import { decodeMethod } from './decode-method.ts';

/** The JSON interface that anti-captcha began and most services speak today. */
export const createTaskDialect: Dialect = {
  family: 'createTask',
  defaults: { price: 0.00299, threads: Infinity, retentionMs: 15 * 60_000 },
  decode({ url, body = '' }, style) {
    const path = url.split('?', 1)[0] ?? '';
    const fields =
      parseJsonObject(Buffer.from(body).toString('utf8')) ?? new Map<string, unknown>();
    const call = decodeMethod(path, fields, style);
    const task = fieldsOf(fields.get('task'));
    return {
      call,
      isJson: true,
      has: (parameter) => fields.has(parameter) || task.has(parameter),
      encode: (answer) => encodeCreateTask(answer, style),
    };
  },
  callbackCode(says, style) {
    if (says.kind === 'forged') return says.code;
    const body: Record<string, unknown> = Object(resultOf(says, style).body);
    const [text] = Object.values(Object(body['solution']));
    return typeof text === 'string' ? text : String(body['errorCode'] ?? body['status']);
  },
  wordCallback({ url, taskId, says }, style) {
    const { body } =
      says.kind === 'forged' ? { body: forgedResult(says.code) } : resultOf(says, style);
    return {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ taskId: jsonIdOf(taskId, style), ...body }),
    };
  },
};

const forgedResult = (code: string): object => ({
  errorId: 0,
  status: 'ready',
  solution: { gRecaptchaResponse: code, token: code, text: code },
});
