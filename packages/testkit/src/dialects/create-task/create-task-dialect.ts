import type { Dialect } from '../dialect.ts';
import { parseJsonObject } from '../json-object.ts';
import { encodeCreateTask } from './create-task-encoder.ts';
import { decodeMethod } from './decode-method.ts';

/** The JSON interface that anti-captcha began and most services speak today. */
export const createTaskDialect: Dialect = {
  defaults: { price: 0.00299, threads: Infinity, retentionMs: 15 * 60_000 },
  decode({ url, body = '' }) {
    const path = url.split('?', 1)[0] ?? '';
    const fields =
      parseJsonObject(Buffer.from(body).toString('utf8')) ?? new Map<string, unknown>();
    return { call: decodeMethod(path, fields), encode: encodeCreateTask };
  },
};
