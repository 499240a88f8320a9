/** The formats that can be told apart; `html` is what a page sends instead of a picture that it denies. */
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
] as const;

export type ImageFormat = (typeof imageFormats)[number];

/** How files of a format begin. */
const beginnings: Readonly<Record<ImageFormat, RegExp>> = {
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

const headCharacters = 32;

/** The format of a picture by its first bytes; undefined when it is none of those known here. */
export function imageFormat(base64: string): ImageFormat | undefined {
  const head = atob(base64.slice(0, headCharacters));
  return imageFormats.find((format) => beginnings[format].test(head));
}
