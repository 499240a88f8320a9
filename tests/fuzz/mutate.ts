import type { Draw } from './draw.ts';

type Mutation = (body: string, draw: Draw) => string;

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** The values of an object, and of nothing else. */
const values = /"[^"]*"(?=\s*[,}])/g;

/** What happens to replies on their way, or in the heads of those who write servers. */
const mutations: readonly [Mutation, ...Mutation[]] = [
  (body, draw) => body.slice(0, draw.below(body.length + 1)),
  (body, draw) => body.slice(draw.below(body.length + 1)),
  (body, draw) => {
    const at = draw.below(body.length + 1);
    const character = draw.of(['\0', '\uFFFD', '|', '"', '\\', '{', '}', ',', '€', ' ', '1', '-']);
    return body.slice(0, at) + character + body.slice(at);
  },
  (body, draw) => {
    const at = draw.below(body.length);
    return body.slice(0, at) + body.slice(at + 1);
  },
  (body) => `  \r\n${body}\r\n\0`,
  (body) => `<html><head><title>502 Bad Gateway</title></head><body>${body}</body></html>`,
  (body) => body.replaceAll(/"(\d+)"/g, '$1'),
  (body) => body.replaceAll(/:(\d+)/g, ':"$1"'),
  (body) => body.replaceAll(/:(\d+)/g, ':$1.0'),
  (body) => body.replaceAll(/:(\d+)/g, ':-$1'),
  (body) => body.replaceAll(/\b\d+\b/g, '1e999'),
  (body) => body.replace('{', '{"__proto__":{"status":1,"polluted":true},"constructor":null,'),
  (body) => body.replace('}', `,"extra":${deep(200)}}`),
  (body, draw) => body.replaceAll(values, draw.of(['null', '{}', '[]', '""', 'true', '0'])),
  // What says that all is well, taken away or turned round.
  (body) => body.replace(/"(status|errorId)"\s*:\s*[^,}]*,?/, ''),
  (body, draw) => body.replace(/"status"\s*:\s*\d/, `"status":${draw.of(['0', '2', '-1', '1'])}`),
  (body) => body.replace(/"errorId"\s*:\s*\d/, '"errorId":1'),
  (body, draw) => body.replace('ready', draw.of(['processing', 'failed', 'READY', 'readyish'])),
  (body, draw) => body.replace('NOT_READY', draw.of(['READY', 'NOT_REDY', ''])),
  // The answer without its reply.
  (body) => /"(?:request|result|solution)"\s*:\s*(\{[^{}]*\})/.exec(body)?.[1] ?? body,
  (body) => body.replace(/^OK\|/, ''),
  (body) => `OK|${body}`,
  (body) => `{"status":1,"request":${JSON.stringify(body)}}`,
  (body) => `{"data":${body}}`,
  (body) => `[${body}]`,
  (body) => body + body,
  (body) => `${body}\n${body}`,
  (body) => JSON.stringify(body),
  (body) => body.toLowerCase(),
  (body) => body.toUpperCase(),
  (body) => body.replaceAll('|', '||'),
  (body) => body.replaceAll('&', '&amp;'),
  (body, draw) => draw.of(constants) || body,
  (body, draw) => draw.of(constants) || body,
];

/** What no sound reply says, whatever was asked. */
const constants = [
  'null',
  '0',
  '1e999',
  'NaN',
  '[]',
  '{}',
  'OK',
  'OK|',
  'OK| ',
  'ok|1234567890',
  '|',
  '{"status":1}',
  '{"status":1,"request":""}',
  '{"errorId":0}',
  '{"errorId":0,"status":"ready"}',
  '{"errorId":0,"status":"ready","solution":{}}',
  '{"errorId":{},"taskId":12345678}',
  '{"message":"Forbidden"}',
  '{"error":{"message":"Internal error"}}',
  '{"text":"Service unavailable"}',
  '{"token":null,"answer":"none","value":"x"}',
  '<?xml version="1.0"?><error>1</error>',
] as const;

/** A text that began as a sound reply. */
export function mutate(sound: string, draw: Draw): string {
  let body = sound;
  for (let round = draw.below(3); round >= 0; round -= 1) body = draw.of(mutations)(body, draw);
  return body;
}
