import type { ImageFile } from '../image/image-file.ts';

export interface MultipartForm {
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The part `file`. It comes last: a server that reads as it receives then knows all fields. */
  readonly file?: ImageFile | undefined;
}

export interface WrittenMultipart {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Writes multipart/form-data as browsers do (the WHATWG's HTML standard, "multipart form data"). The same form always
 * becomes the same bytes: its boundary is found, not drawn.
 */
export function writeMultipart({ fields, file }: MultipartForm): WrittenMultipart {
  const texts = fields.map(([name, value]) => textPart(name, value));
  const head = file === undefined ? [] : [fileHead(file)];
  const content = file === undefined ? [] : [file.bytes];
  const boundary = absentBoundary([...texts, ...head, ...content.map(asciiOf)]);
  const before = [...texts.map((text) => `${text}\r\n`), ...head];
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: joined([
      utf8(before.map((part) => `--${boundary}\r\n${part}`).join('')),
      ...content,
      utf8(`${content.length === 0 ? '' : '\r\n'}--${boundary}--\r\n`),
    ]),
  };
}

const textPart = (name: string, value: string): string =>
  `Content-Disposition: form-data; name="${quoted(withNewlines(name))}"\r\n\r\n${withNewlines(value)}`;

const fileHead = ({ fileName, mediaType }: ImageFile): string =>
  `Content-Disposition: form-data; name="file"; filename="${quoted(fileName)}"\r\n` +
  `Content-Type: ${mediaType}\r\n\r\n`;

/** Every line break becomes CRLF. */
const withNewlines = (text: string): string => text.replaceAll(/\r\n|\r|\n/g, '\r\n');

/** No name ends its quotation or its line, and so none becomes a header. */
const quoted = (name: string): string =>
  name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');

/**
 * The first boundary of its kind that stands in none of the texts. All that do are found by one look at each, so that
 * a picture full of them costs no more than another.
 */
export function absentBoundary(texts: readonly string[]): string {
  const present = new Set(texts.flatMap((text) => text.match(/form-data-\d{8}/g) ?? []));
  let count = 0;
  while (present.has(boundaryOf(count))) count += 1;
  return boundaryOf(count);
}

const boundaryOf = (count: number): string => `form-data-${String(count).padStart(8, '0')}`;

/** For a search of ASCII words only: each byte becomes one character, and no other byte looks like ASCII. */
const asciiOf = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
