import { secretForms } from './secret-forms.ts';

const placeholder = '[redacted]';
const rawLimit = 2_000;

/**
 * Redacts the same secrets again and again. Their forms are worked out at the first text that is looked through, once;
 * neither JSON nor `util.inspect` shows them.
 */
export class Redactor {
  readonly #secrets: readonly string[];
  #pattern: RegExp | 'nothing' | undefined;

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  /**
   * Replaces each secret of at least 4 characters by `[redacted]`, also where it is percent-encoded, form-encoded,
   * base64-encoded or JSON-escaped, and in whatever case.
   */
  redact(text: string): string {
    this.#pattern ??= patternOf(this.#secrets);
    return this.#pattern === 'nothing' ? text : text.replaceAll(this.#pattern, placeholder);
  }
}

/** For a single text: see {@link Redactor.redact}. */
export const redact = (text: string, secrets: readonly string[]): string =>
  new Redactor(secrets).redact(text);

function patternOf(secrets: readonly string[]): RegExp | 'nothing' {
  const forms = secretForms(secrets);
  // A service that shouts a key back has told it all the same.
  return forms.length === 0 ? 'nothing' : new RegExp(forms.map(escaped).join('|'), 'gi');
}

const escaped = (form: string): string => form.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What is kept of a reply: redacted first, because a cut may leave half a secret, then cut to `limit` characters. */
export function boundedRaw(
  text: string,
  secrets: readonly string[] | Redactor,
  limit: number = rawLimit,
): string {
  const redactor = secrets instanceof Redactor ? secrets : new Redactor(secrets);
  const redacted = redactor.redact(text);
  return redacted.length <= limit ? redacted : `${redacted.slice(0, limit)}…`;
}

/** Removes what a URL may carry of a task or a person: user info and query string. */
export function withoutUrlDetails(text: string): string {
  return text
    .replaceAll(/\b([a-z][a-z\d+.-]*:\/\/)[^\s/?#"'<>]*@/gi, `$1${placeholder}@`)
    .replaceAll(/\?[\w.~%[\]-]+=[^\s"'<>`)]*/g, `?${placeholder}`);
}
