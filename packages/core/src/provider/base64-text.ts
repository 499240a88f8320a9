/**
 * Whether a text is base64 of either alphabet, with or without a `data:` prefix, white space and padding, and stands
 * for a byte or more. No expression here ever goes back: 10 MB must not take the square of their time.
 */
export function isBase64Text(text: string): boolean {
  const prefixEnd = text.startsWith('data:') ? text.indexOf(',') : -1;
  const body = text.slice(prefixEnd + 1).replaceAll(/[ \t\n\v\f\r]+/g, '');
  let length = body.length;
  while (body[length - 1] === '=' && length > body.length - 2) length -= 1;
  // Four digits are three bytes; one digit alone is not even one.
  return length > 0 && length % 4 !== 1 && !/[^A-Za-z0-9+/_-]/.test(body.slice(0, length));
}
