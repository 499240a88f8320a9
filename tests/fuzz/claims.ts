import type { FuzzedOperation } from './question.ts';

type Json = Readonly<Record<string, unknown>>;

/** A reply that was read, and the question that it answers. */
export interface Claim {
  readonly text: string;
  readonly dialect: 'in.php' | 'createTask';
  readonly operation: FuzzedOperation;
  readonly type: string;
}

/** JSON as everybody reads it; undefined for whatever is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The simplest reading of both protocols: whether a reply says that the call succeeded. */
export function claimsSuccess({ text, dialect, operation, type }: Claim): boolean {
  const trimmed = text.trim();
  const json = jsonIn(trimmed);
  if (dialect === 'createTask')
    return isObject(json) && complainsOfNothing(json) && saysMore(json, operation);
  if (operation === 'report' && isReceipt(isObject(json) ? json : trimmed)) return true;
  if (isObject(json)) return affirms(json) || (operation === 'poll' && isBareGeetest(json, type));
  const line = typeof json === 'string' ? json.trim() : trimmed;
  if (operation === 'balance' && /^-?\d/.test(trimmed)) return true;
  if (operation === 'capacity') return /\d/.test(line);
  return line.startsWith('OK|') && isAnswer(line.slice('OK|'.length));
}

/** Whether a reply says that there is no answer yet. */
export function claimsNotReady({ text, dialect }: Pick<Claim, 'text' | 'dialect'>): boolean {
  const json = jsonIn(text.trim());
  const status = isObject(json) && dialect === 'createTask' ? json['status'] : undefined;
  return /CAPT?CHA_NOT_READY/i.test(text) || status === 'processing' || status === 'idle';
}

/** A word, or a number by its digits; empty for what is neither. Lists may be deeper than text is made of them. */
const wordOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';

const isAffirmative = ({ status }: Json): boolean =>
  /^true$/i.test(wordOf(status)) || Number(wordOf(status)) === 1;

const affirms = (json: Json): boolean =>
  isAffirmative(json) && isAnswer(json['request'] ?? json['result']);

/** Whatever stands behind the word, if only it is no complaint. */
function isReceipt(said: Json | string): boolean {
  if (typeof said === 'string')
    return /^"?OK(_|\b)/.test(said) && !complaint.test(said.replace(/^OK\|/, ''));
  const payload = said['request'] ?? said['result'];
  return isAffirmative(said) && payload !== undefined && !complaint.test(wordOf(payload));
}

const complaint = /^ERROR(_[A-Z0-9_]+|: ?\d+)$|CAPT?CHA_NOT_READY/;

/** Something is said, and it is no complaint. A list may be empty: of a picture that shows none. */
function isAnswer(payload: unknown): boolean {
  if (typeof payload === 'object') return payload !== null;
  const word = wordOf(payload);
  return word.trim() !== '' && !complaint.test(word);
}

const isBareGeetest = (json: Json, type: string): boolean =>
  (type === 'geetest-v3' || type === 'raw') &&
  ['challenge', 'validate', 'seccode'].every(
    (name) => Object.hasOwn(json, name) || Object.hasOwn(json, `geetest_${name}`),
  );

const complainsOfNothing = ({ errorId, errorCode }: Json): boolean =>
  (errorCode === undefined || typeof errorCode !== 'string' || errorCode === '') &&
  (errorId === undefined || errorId === null || errorId === false || Number(wordOf(errorId)) === 0);

function saysMore(json: Json, operation: FuzzedOperation): boolean {
  const { status, solution } = json;
  if (operation === 'poll')
    return status === 'ready' && solution !== undefined && solution !== null;
  return operation !== 'report' || Object.hasOwn(json, 'errorId') || status === 'success';
}
