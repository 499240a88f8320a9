import type { Parameters } from '../fields/field-encoder.ts';
import type { ImageFile } from '../image/image-file.ts';
import type { WireRequest } from '../service/wire-call.ts';
import { formField } from './form-field.ts';
import { writeMultipart } from './write-multipart.ts';

export const formEncodings = ['urlencoded', 'multipart', 'json', 'query'] as const;

/** The ways in which services read their parameters. Only `multipart` has room for a file. */
export type FormEncoding = (typeof formEncodings)[number];

export interface FormRequest {
  readonly path: string;
  readonly encoding: FormEncoding;
  readonly parameters: Parameters;
  readonly file?: ImageFile | undefined;
}

/** The parameters as a form, as JSON, or, for servers that read nothing else, as a query. */
export function writeForm({ path, encoding, parameters, file }: FormRequest): WireRequest {
  if (encoding === 'json') {
    const headers = { 'content-type': 'application/json' };
    return { method: 'POST', path, headers, body: JSON.stringify(parameters) };
  }
  if (encoding === 'multipart') {
    const fields = Object.entries(parameters).map(([name, value]): [string, string] => [
      name,
      textOf(value),
    ]);
    const { contentType, body } = writeMultipart({ fields, file });
    return { method: 'POST', path, headers: { 'content-type': contentType }, body };
  }
  let form = '';
  for (const [name, value] of Object.entries(parameters))
    form += `${form === '' ? '' : '&'}${formField(name, textOf(value))}`;
  if (encoding === 'query') return { method: 'GET', path: `${path}?${form}`, headers: {} };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path, headers, body: form };
}

const textOf = (value: Parameters[string]): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);
