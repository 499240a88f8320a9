import { readParameters } from '../dialects/parameters.ts';
import type { ServiceRequest } from './wire/service-request.ts';

/** Every text that a request carries, whatever it is written in: JSON to its leaves, forms, files, the query. */
export function sentValues({ path, headers, body, bytes }: ServiceRequest): readonly string[] {
  const { fields, files } = readParameters({
    method: 'POST',
    url: path,
    contentType: headers['content-type'],
    body: bytes,
  });
  const leaves: string[] = [...fields.values()];
  collect(parse(body), leaves);
  for (const file of files.values()) leaves.push(Buffer.from(file).toString('base64'));
  return [...new Set(leaves)];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function collect(value: unknown, into: string[]): void {
  if (typeof value === 'string') into.push(value);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collect(inner, into);
  }
}
