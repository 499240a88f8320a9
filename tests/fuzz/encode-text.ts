import type { Draw } from './draw.ts';

/** A text in bytes. */
export interface EncodedText {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Whether nothing has to be found out to read it. */
  readonly isPlain?: true;
  /** What whoever reads the bytes by their mark or their declared charset sees. */
  readonly text: string;
}

/** Encodes in the charset that is declared, in one that a mark names, or in another one. */
export function encodeText(body: string, draw: Draw): EncodedText {
  const utf8 = Buffer.from(body);
  // Of long ones the reading is tried, and not the charset; of the longest the bytes, because they are counted.
  if (body.length > 100_000) return declared(utf8, 'utf-8');
  if (body.length > 10_000)
    return { bytes: new Uint8Array(utf8), isPlain: true, contentType: '', text: body };
  switch (draw.below(80)) {
    case 0:
      return { ...marked([0xff, 0xfe], Buffer.from(body, 'utf16le')), text: body };
    case 1:
      return { ...marked([0xfe, 0xff], Buffer.from(body, 'utf16le').swap16()), text: body };
    case 2:
      return { ...marked([0xef, 0xbb, 0xbf], utf8), text: body };
    case 3:
      return declared(Buffer.from(body, 'utf16le'), draw.of(['utf-16le', 'UTF-16LE']));
    case 4:
      return declared(Buffer.from(body, 'latin1'), draw.of(['iso-8859-1', '"ISO-8859-1"']));
    case 5:
      return declared(inWindows1251(body), 'windows-1251');
    case 6:
      return declared(utf8, draw.of(['x-unknown', 'utf-8; boundary=x', "'utf-8'"]), 'utf-8');
    // What is declared is not what it is.
    case 7:
      return declared(
        draw.of([Buffer.from(body, 'utf16le'), Buffer.from(body, 'latin1'), utf8]),
        draw.of(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'shift_jis', 'koi8-r']),
      );
    default:
      return {
        bytes: new Uint8Array(utf8),
        isPlain: true,
        contentType: draw.of(['text/html', 'application/json', 'text/plain; charset=utf-8', '']),
        text: body,
      };
  }
}

/** The mark counts, and not what is declared beside it. */
const marked = (mark: readonly number[], bytes: Uint8Array): Omit<EncodedText, 'text'> => ({
  bytes: new Uint8Array([...mark, ...bytes]),
  contentType: 'text/plain; charset=windows-1251',
});

const declared = (bytes: Uint8Array, charset: string, readAs = charset): EncodedText => ({
  bytes: new Uint8Array(bytes),
  contentType: `text/html; charset=${charset}`,
  text: new TextDecoder(readAs.replaceAll('"', '')).decode(bytes),
});

/** Has the Russian alphabet without its 33rd letter, and no other letters that are not ASCII's. */
const inWindows1251 = (body: string): Uint8Array =>
  Uint8Array.from(body, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  });
