import { sha256 } from '../../core/fingerprint.ts';
import { workersUserAgent } from '../../core/solution-of.ts';
import type { WireReply } from '../../dialects/wire.ts';
import type { WordingFault } from '../wording-fault.ts';
import { intact, type ReplyChange, type ReplyContext, spoilt } from './reply-context.ts';

type Fields = Readonly<Record<string, unknown>>;

const plainText = { impossible: 'plain text has no fields' } as const;
const error = { errorCode: 'ERROR_INTERNAL_SERVER_ERROR', errorDescription: 'Internal error' };

const fieldsOf = ({ body }: WireReply): Fields => Object(JSON.parse(body));

const withFields = (reply: WireReply, changes: Fields): WireReply => ({
  ...reply,
  body: JSON.stringify({ ...fieldsOf(reply), ...changes }),
});

/** Writes the field that says yes or no as text, as a truth value or with a fraction. */
export function changeStatus(
  form: Extract<WordingFault, { kind: 'status-form' }>['form'],
  reply: WireReply,
  { family, isJson }: ReplyContext,
): ReplyChange {
  if (!isJson) return plainText;
  const name = family === 'in.php' ? 'status' : 'errorId';
  const written = (value: string): string =>
    form === 'text' ? `"${value}"` : form === 'float' ? `${value}.0` : String(value !== '0');
  const field = new RegExp(`"${name}":(\\d+)`);
  const body = reply.body.replace(field, (_, value: string) => `"${name}":${written(value)}`);
  return intact({ ...reply, body });
}

/** Lets a reply say two things at once. */
export function changeToContradiction(
  of: Extract<WordingFault, { kind: 'contradiction' }>['of'],
  reply: WireReply,
  { family, isJson, answer }: ReplyContext,
): ReplyChange {
  if (!isJson) return plainText;
  if (answer.kind === 'refused') return { impossible: 'the reply is an error already' };
  if (of === 'error-beside-success') {
    const beside = family === 'in.php' ? { error_text: error.errorCode } : error;
    return intact(withFields(reply, beside));
  }
  return spoilt(withFields(reply, family === 'in.php' ? { status: 0 } : { errorId: 1, ...error }));
}

/** Says of a task that is not ready what the client does not know. */
export function changePending(
  word: string,
  reply: WireReply,
  { family, isJson, encode, as }: ReplyContext & { readonly as: 'status' | 'error' },
): ReplyChange {
  if (family === 'in.php')
    return spoilt(encode({ kind: 'worded', word: { text: word } }, { isJson }));
  const body = as === 'status' ? { errorId: 0, status: word } : { errorId: 1, errorCode: word };
  return spoilt({ ...reply, body: JSON.stringify(body) });
}

/** What services add to an answer. */
export function addExtras(
  reply: WireReply,
  { family, isJson, subject }: ReplyContext,
): ReplyChange {
  if (!isJson) return plainText;
  const cookies = { session: sha256(`cookie ${subject}`).slice(0, 16) };
  const respKey = sha256(`key ${subject}`).slice(0, 32);
  if (family === 'in.php') {
    return intact(withFields(reply, { user_agent: workersUserAgent, cookies, respKey }));
  }
  const solution = {
    ...Object(fieldsOf(reply)['solution']),
    userAgent: workersUserAgent,
    cookies,
    respKey,
  };
  return intact(withFields(reply, { solution }));
}

/** Writes the price beside an answer in another way. */
export function changePrice(
  price: string | number | null,
  reply: WireReply,
  { family, isJson }: ReplyContext,
): ReplyChange {
  if (!isJson) {
    const priced = /^(OK\|.*)\|[\d.]+$/s.exec(reply.body)?.[1];
    if (priced === undefined) return { impossible: 'the reply names no price' };
    return intact({ ...reply, body: price === null ? priced : `${priced}|${price}` });
  }
  const name = family === 'in.php' ? 'price' : 'cost';
  const { [name]: known, ...others } = fieldsOf(reply);
  if (known === undefined) return { impossible: 'the reply names no price' };
  const body = price === null ? others : { ...others, [name]: price };
  return intact({ ...reply, body: JSON.stringify(body) });
}

/** Writes a balance in another way. */
export function changeBalance(
  balance: string | number | null,
  reply: WireReply,
  { family, isJson, answer }: ReplyContext,
): ReplyChange {
  if (answer.kind !== 'balance') return { impossible: 'the reply names no balance' };
  if (!isJson) return spoilt({ ...reply, body: String(balance ?? '') });
  return spoilt(withFields(reply, { [family === 'in.php' ? 'request' : 'balance']: balance }));
}
