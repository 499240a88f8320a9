import { boundedRaw, type Redactor } from '@understudy/core/wire';

const hidden = '[redacted]';

/** Far more than is kept: what stands behind it costs no time. */
const lookedThrough = 65_536;

/**
 * What is kept of a reply: bounded, and without secrets. A poll knows neither its task's proxy nor its callback URL,
 * and services repeat both: they are found by how they are written.
 */
export const rawReply = (body: string, secrets: readonly string[] | Redactor): string =>
  boundedRaw(withoutUnnamed(body.slice(0, lookedThrough)), secrets);

/** Most replies have nothing of the kind, which is far cheaper to see than to replace. */
function withoutUnnamed(body: string): string {
  let text = body;
  if (hasName.test(text))
    text = text.replaceAll(namedInJson, `$1"${hidden}"`).replaceAll(namedInForm, `$1${hidden}`);
  if (hasPath.test(text)) text = text.replaceAll(callbackSecret, `$1${hidden}`);
  return hasAddress.test(text) ? text.replaceAll(words, withoutCredentials) : text;
}

const names = 'proxyLogin|proxyPassword|pingback|callbackUrl';
const hasName = new RegExp(names, 'i');
const namedInJson = new RegExp(String.raw`("(?:${names})"\s{0,9}:\s{0,9})"(?:[^"\\]|\\.)*"`, 'gi');
const namedInForm = new RegExp(String.raw`\b((?:${names})=)[^&\s"'<>]+`, 'gi');

/** The end of the path of every callback URL: two numbers below 2^53 in base 36, of 11 digits each. */
const callbackSecret = /(\/|%2f)[\da-z]{22}(?![\w-])/gi;
const hasPath = /\/|%2f/i;

/** Whatever may be one address: neither a blank nor the quotes and brackets of a format. */
const words = /[^\s"'<>]+/g;
/** Whatever `withoutCredentials` may change has one of these. */
const hasAddress = /@|%40|:\d{2,5}:/;

/** Hides what stands before `@host:port`, and behind `host:port:`. */
function withoutCredentials(word: string): string {
  const at = Math.max(word.lastIndexOf('@'), word.lastIndexOf('%40'));
  return at === -1 ? afterPort(word) : beforeHost(word, at);
}

function beforeHost(word: string, at: number): string {
  const credentials = word.slice(0, at);
  const host = word.slice(at);
  const hasPort = /^(?:@|%40)[\w.[\]-]{1,253}(?::|%3a)\d/i.test(host);
  const hasPassword = /^(?:@|%40)[\w[]/i.test(host) && /:|%3a/i.test(credentials);
  return hasPort || hasPassword ? hidden + host : word;
}

function afterPort(word: string): string {
  const parts = word.split(':');
  const port = parts.findIndex(
    (part, index) => /^\d{2,5}$/.test(part) && isHost(parts[index - 1]) && index < parts.length - 1,
  );
  return port === -1 ? word : [...parts.slice(0, port + 1), hidden].join(':');
}

const isHost = (text: string | undefined): boolean =>
  text !== undefined && /[\w-]\.[\w-]+$/.test(text.slice(-80));
