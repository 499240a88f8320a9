/** The formats that can be told apart; `html` and `text` are what a page sends instead of a picture that it denies. */
export const imageFormats = [
  'png',
  'jpeg',
  'gif',
  'webp',
  'bmp',
  'tiff',
  'avif',
  'pdf',
  'svg',
  'html',
  'text',
] as const;

export type ImageFormat = (typeof imageFormats)[number];

/** Documents and texts: no picture, whatever a page calls them. */
export const noPictures: readonly ImageFormat[] = ['pdf', 'svg', 'html', 'text'];

/** How files of a format begin. */
const beginnings: Readonly<Record<Exclude<ImageFormat, 'text'>, RegExp>> = {
  png: /^\x89PNG/,
  jpeg: /^\xff\xd8\xff/,
  gif: /^GIF8/,
  webp: /^RIFF[^]{4}WEBP/,
  bmp: /^BM/,
  tiff: /^(II\*\0|MM\0\*)/,
  avif: /^[^]{4}ftypavi/,
  pdf: /^%PDF/,
  svg: /^\s*(<\?xml|<svg)/i,
  html: /^\s*<(!doctype|html|head|body)/i,
};

const headCharacters = 64;

/** The format of a picture by its first bytes; undefined when it is none of those known here. */
export function imageFormat(base64: string): ImageFormat | undefined {
  const head = atob(base64.slice(0, headCharacters));
  return imageFormats.find((format) =>
    format === 'text' ? isText(head) : beginnings[format].test(head),
  );
}

/** Portable pixmaps are pictures, and begin with text. */
const pixmap = /^P[1-7]\s/;

function isText(head: string): boolean {
  const bytes = Uint8Array.from(head, (character) => character.charCodeAt(0));
  try {
    // As a stream: the head may end amid a character.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return !pixmap.test(text) && !/[^\P{Cc}\t\n\r]/u.test(text);
  } catch {
    return false;
  }
}
