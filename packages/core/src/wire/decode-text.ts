const byteOrderMarks = [
  { charset: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { charset: 'utf-16be', bytes: [0xfe, 0xff] },
  { charset: 'utf-16le', bytes: [0xff, 0xfe] },
] as const;

/**
 * Reads text by its byte order mark, else by the charset of the `content-type`, else as UTF-8. Never throws: a charset
 * that nobody knows is read as UTF-8, and bytes that are none become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  return decoderOf(markedCharset(bytes) ?? declaredCharset(contentType)).decode(bytes);
}

function markedCharset(bytes: Uint8Array): string | undefined {
  const [first = 0] = bytes;
  // Text of a reply begins with no such byte, unless it is a mark.
  if (first < 0xef) return undefined;
  return byteOrderMarks.find((mark) => mark.bytes.every((byte, index) => bytes[index] === byte))
    ?.charset;
}

const declaredCharset = (contentType: string | undefined): string =>
  /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';

/** Keeps nothing from one whole text to the next. */
const utf8 = new TextDecoder();

function decoderOf(charset: string): TextDecoder {
  if (charset === 'utf-8' || charset === 'UTF-8') return utf8;
  try {
    return new TextDecoder(charset);
  } catch {
    return utf8;
  }
}
