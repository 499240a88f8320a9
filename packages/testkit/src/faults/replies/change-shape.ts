import type { WireReply } from '../../dialects/wire.ts';
import type { WordingFault } from '../wording-fault.ts';
import { intact, type ReplyChange, type ReplyContext, spoilt } from './reply-context.ts';

type Shape = Extract<WordingFault, { kind: 'reply-shape' }>['shape'];

const depth = 2_000;
/** A text that CP1251 writes in bytes which are no UTF-8. */
const cyrillic = 'Ошибка';
const cp1251 = String.fromCodePoint(
  ...Array.from(cyrillic, (letter) => (letter.codePointAt(0) ?? 0) - 0x410 + 0xc0),
);

/** Gives a reply another shape; what it says stays where it can. */
export function changeShape(shape: Shape, reply: WireReply, context: ReplyContext): ReplyChange {
  const { body } = reply;
  const asJson = (text: string): WireReply => ({
    ...reply,
    headers: { ...reply.headers, 'content-type': 'application/json; charset=utf-8' },
    body: text,
  });
  switch (shape) {
    case 'bom':
      return intact({ ...reply, body: `\uFEFF${body}` });
    case 'whitespace':
      return intact({ ...reply, body: ` \r\n${body}\t\r\n` });
    case 'windows-1251':
      return intact(inWindows1251(reply, context));
    case 'text-for-json':
      return textForJson(reply, context);
    case 'json-for-text':
      if (context.isJson) return { impossible: 'the reply is JSON already' };
      return intact(context.encode(context.answer, { isJson: true }));
    case 'empty':
      return spoilt({ ...reply, body: '' });
    case 'truncated':
      return spoilt({ ...reply, body: body.slice(0, Math.ceil(body.length / 2)) });
    case 'array':
      return spoilt(asJson(`[${context.isJson ? body : JSON.stringify(body)}]`));
    case 'null':
      return spoilt(asJson('null'));
    case 'number':
      return spoilt(asJson('0'));
    case 'deep-nesting':
      return spoilt(asJson('{"a":'.repeat(depth) + '0' + '}'.repeat(depth)));
    case 'proto-keys':
      if (!context.isJson) return { impossible: 'plain text has no fields' };
      return intact({
        ...reply,
        body: body.replace('{', '{"__proto__":{"status":1,"polluted":true},'),
      });
    case 'duplicate-keys':
      if (!context.isJson) return { impossible: 'plain text has no fields' };
      return intact({ ...reply, body: body.replace('{', `{${firstFieldOf(body)},`) });
    case 'missing-fields':
      if (!context.isJson) return spoilt({ ...reply, body: 'OK' });
      return spoilt({ ...reply, body: '{}' });
  }
}

/** The charset is named, and a word is written in it where there is room for one. */
function inWindows1251(reply: WireReply, { isJson }: ReplyContext): WireReply {
  const type = isJson ? 'application/json' : 'text/plain';
  return {
    ...reply,
    headers: { ...reply.headers, 'content-type': `${type}; charset=windows-1251` },
    body: isJson ? reply.body.replace('{', `{"message":"${cp1251}",`) : reply.body,
    encoding: 'latin1',
  };
}

function textForJson(reply: WireReply, context: ReplyContext): ReplyChange {
  if (!context.isJson) return { impossible: 'the reply is text already' };
  if (context.family === 'in.php') return intact(context.encode(context.answer, { isJson: false }));
  const headers = { ...reply.headers, 'content-type': 'text/plain; charset=utf-8' };
  const { errorCode, taskId, status }: Record<string, unknown> = JSON.parse(reply.body);
  const [word = 'OK'] = [errorCode, taskId, status].filter((one) => one !== undefined);
  return spoilt({
    ...reply,
    headers,
    body: typeof word === 'string' ? word : JSON.stringify(word),
  });
}

/** The first field again, with null in it; the true one comes later and wins with most parsers. */
const firstFieldOf = (body: string): string => {
  const [name = 'status'] = Object.keys(JSON.parse(body));
  return `${JSON.stringify(name)}:null`;
};
