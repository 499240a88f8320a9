import { readParts } from './multipart.ts';
import { parseJsonObject } from './json-object.ts';
import type { WireRequest } from './wire.ts';

/** What a client sent, wherever in the request it put it. */
export interface Parameters {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Merges query, urlencoded form, multipart form and JSON: clients of one service use all four. The body wins. */
export function readParameters(request: WireRequest): Parameters {
  const fields = new Map<string, string>();
  const files = new Map<string, Uint8Array>();
  const { url, contentType = '' } = request;
  const queryStart = url.indexOf('?');
  if (queryStart !== -1) addForm(fields, url.slice(queryStart + 1));
  if (request.body === undefined || request.body.length === 0) return { fields, files };
  const body = Buffer.from(request.body);
  const parts = readParts(body, contentType);
  for (const { name, isFile, bytes } of parts) {
    if (isFile) files.set(name, bytes);
    else fields.set(name, bytes.toString('utf8'));
  }
  // One client labels an urlencoded body as multipart: without parts, look at the body itself.
  if (parts.length === 0) addBody(fields, body.toString('utf8'));
  return { fields, files };
}

function addBody(fields: Map<string, string>, body: string): void {
  const object = parseJsonObject(body);
  if (object === undefined) addForm(fields, body);
  else for (const [name, value] of object) fields.set(name, textOf(value));
}

function addForm(fields: Map<string, string>, form: string): void {
  for (const [name, value] of new URLSearchParams(form)) fields.set(name, value);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return JSON.stringify(value) ?? '';
}
