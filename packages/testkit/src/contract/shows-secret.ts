import { inspect } from 'node:util';

/** Whether a text shows anywhere in a value: message, stack, cause, JSON, hidden properties, or in another writing. */
export function showsSecret(value: unknown, secret: string): boolean {
  const texts = [
    inspect(value, { depth: 8, showHidden: true, maxStringLength: Infinity }),
    json(value),
  ];
  for (let cause: unknown = value; cause instanceof Error; { cause } = cause) {
    texts.push(String(cause), cause.message, cause.stack ?? '', json(cause));
  }
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  return texts.some((text) => forms.some((form) => text.includes(form)));
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
