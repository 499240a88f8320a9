/** Longer texts, such as pictures, are left to the runtime. */
const longest = 1_000;

/** Written as it is: what the form encoding of the URL standard leaves alone. */
const plain = /^[\w*.-]*$/;

/** One field of an `application/x-www-form-urlencoded` body, byte for byte what `URLSearchParams` makes of it. */
export const formField = (name: string, value: string): string =>
  `${encoded(name)}=${encoded(value)}`;

function encoded(text: string): string {
  if (text.length > longest) return new URLSearchParams([['', text]]).toString().slice('='.length);
  return plain.test(text)
    ? text
    : encodeURIComponent(text.toWellFormed()).replaceAll(/%20|[!'()~]/g, formEscape);
}

/** What `encodeURIComponent` writes in another way. */
const formEscape = (escape: string): string =>
  escape === '%20' ? '+' : `%${escape.charCodeAt(0).toString(16).toUpperCase()}`;
