import type { Random } from '@understudy/core/provider';

/** A reply as the wire would bring it. */
export interface FuzzedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Mutation = (body: string, draw: Draw) => string;

/** Draws from a seeded stream. */
export class Draw {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  below(count: number): number {
    return Math.floor(this.#random.next() * count);
  }

  chance(probability: number): boolean {
    return this.#random.next() < probability;
  }

  of<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** What happens to replies on their way, or in the heads of those who write servers. */
const mutations: readonly [Mutation, ...Mutation[]] = [
  (body) => body,
  (body, draw) => body.slice(0, draw.below(body.length + 1)),
  (body) => `\uFEFF${body}`,
  (body) => `  \r\n${body}\r\n\0`,
  (body, draw) => {
    const at = draw.below(body.length + 1);
    return (
      body.slice(0, at) +
      draw.of(['\0', '\uFFFD', '|', '"', '\\', '{', '}', ',', '€', ' ']) +
      body.slice(at)
    );
  },
  (body, draw) => {
    const at = draw.below(body.length);
    return body.slice(0, at) + body.slice(at + 1);
  },
  (body) => `<html><head><title>502 Bad Gateway</title></head><body>${body}</body></html>`,
  (body) => body.replaceAll(/"(\d+)"/g, '$1'),
  (body) => body.replaceAll(/:(\d+)/g, ':"$1"'),
  (body) => body.replaceAll(/:(\d+)/g, ':$1.0'),
  (body) => body.replaceAll('":', '" : '),
  (body) => body.replace('{', '{"__proto__":{"status":1,"polluted":true},"constructor":null,'),
  (body) => body.replace('}', `,"extra":${deep(200)}}`),
  (body) => body.replaceAll(/"[^"]*"(?=[,}])/g, 'null'),
  (body) => body.replaceAll(/"[^"]*"(?=[,}])/g, '{}'),
  (body) => body.replaceAll(/"[^"]*"(?=[,}])/g, '[]'),
  (body) => body.replaceAll(/"[^"]*"(?=[,}])/g, '""'),
  (body) => body.replaceAll(/"[^"]*"(?=[,}])/g, 'true'),
  (body) => `[${body}]`,
  (body) => body + body,
  (body) => JSON.stringify(body),
  (body) => body.toLowerCase(),
  (body) => body.toUpperCase(),
  () => '',
  () => 'null',
  () => '0',
  () => '[]',
  () => '{}',
  () => 'OK',
  () => 'OK|',
  () => 'OK| ',
  () => '{"status":1}',
  () => '{"status":1,"request":""}',
  () => '{"errorId":0}',
  () => '{"errorId":0,"status":"ready"}',
  () => '{"errorId":0,"status":"ready","solution":{}}',
  (_, draw) => deep(1 + draw.below(5_000)),
  (_, draw) => 'x'.repeat(draw.below(20_000)),
];

/** Bodies this long are rare, since they cost most of the time. */
const hugeBody = 'A'.repeat(1_048_576);

const contentTypes = [
  'text/html',
  'application/json',
  'text/plain; charset=windows-1251',
  '',
] as const;
const statuses = [
  200, 200, 200, 200, 200, 200, 204, 301, 400, 401, 402, 403, 404, 429, 500, 502, 503,
] as const;

/** A reply that began as a sound one. */
export function mutate(sound: string, draw: Draw): FuzzedReply {
  let body = sound;
  for (let round = draw.below(3); round >= 0; round -= 1) body = draw.of(mutations)(body, draw);
  if (draw.chance(0.0005)) body = hugeBody;
  const contentType = draw.of(contentTypes);
  const retryAfter = draw.of(['', '', '5', '-1', '1e9', 'soon', 'Wed, 21 Oct 2015 07:28:00 GMT']);
  return {
    status: draw.of(statuses),
    headers: {
      'content-type': contentType,
      ...(retryAfter !== '' && { 'retry-after': retryAfter }),
    },
    body,
  };
}
