import type { Parameters } from '../fields/field-encoder.ts';
import type { WireRequest } from '../service/wire-call.ts';

export type FormEncoding = 'urlencoded' | 'json' | 'query';

export interface FormRequest {
  readonly path: string;
  readonly encoding: FormEncoding;
  readonly parameters: Parameters;
}

/** The parameters as a form, as JSON, or, for servers that read nothing else, as a query. */
export function writeForm({ path, encoding, parameters }: FormRequest): WireRequest {
  if (encoding === 'json') {
    const headers = { 'content-type': 'application/json' };
    return { method: 'POST', path, headers, body: JSON.stringify(parameters) };
  }
  const form = new URLSearchParams(
    Object.entries(parameters).map(([name, value]) => [name, textOf(value)]),
  ).toString();
  if (encoding === 'query') return { method: 'GET', path: `${path}?${form}`, headers: {} };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path, headers, body: form };
}

const textOf = (value: Parameters[string]): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
