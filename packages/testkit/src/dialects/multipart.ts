/** One part of a multipart body. */
export interface Part {
  readonly name: string;
  readonly isFile: boolean;
  readonly bytes: Buffer;
}

const maxParts = 200;
const endOfHeaders = '\r\n\r\n';

/** The parts of a multipart body; none when it is not one. */
export function readParts(body: Buffer, contentType: string): readonly Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(delimiter);
  while (at !== -1 && parts.length < maxParts) {
    const start = at + delimiter.length;
    const end = body.indexOf(delimiter, start);
    if (end === -1) break;
    // Between two delimiters stand CRLF, the part, CRLF.
    const part = readPart(body.subarray(start + 2, end - 2));
    if (part !== undefined) parts.push(part);
    at = end;
  }
  return parts;
}

function readPart(part: Buffer): Part | undefined {
  const headersEnd = part.indexOf(endOfHeaders);
  if (headersEnd === -1) return undefined;
  const headers = part.subarray(0, headersEnd).toString('utf8');
  const name = /[\s;]name="([^"]*)"/i.exec(headers)?.[1];
  if (name === undefined) return undefined;
  const bytes = part.subarray(headersEnd + endOfHeaders.length);
  return { name, isFile: /[\s;]filename\*?=/i.test(headers), bytes };
}
