import { secretForms } from './secret-forms.ts';

const placeholder = '[redacted]';
const rawLimit = 2_000;

/**
 * Replaces each secret of at least 4 characters by `[redacted]`, also where it is percent-encoded, form-encoded,
 * base64-encoded or JSON-escaped, and in whatever case.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secretForms(secrets);
  if (forms.length === 0) return text;
  // A service that shouts a key back has told it all the same.
  return text.replaceAll(new RegExp(forms.map(escaped).join('|'), 'gi'), placeholder);
}

const escaped = (form: string): string => form.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What is kept of a reply: redacted first, because a cut may leave half a secret, then cut to `limit` characters. */
export function boundedRaw(
  text: string,
  secrets: readonly string[],
  limit: number = rawLimit,
): string {
  const redacted = redact(text, secrets);
  return redacted.length <= limit ? redacted : `${redacted.slice(0, limit)}…`;
}

/** Removes what a URL may carry of a task or a person: user info and query string. */
export function withoutUrlDetails(text: string): string {
  return text
    .replaceAll(/\b([a-z][a-z\d+.-]*:\/\/)[^\s/?#"'<>]*@/gi, `$1${placeholder}@`)
    .replaceAll(/\?[\w.~%[\]-]+=[^\s"'<>`)]*/g, `?${placeholder}`);
}
