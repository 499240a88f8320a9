import type { CompatibleTaskType } from '@understudy/provider-compatible';

import type { Decoder } from './decoders.ts';
import { quoted } from './write-json.ts';

/** No transport reads more bytes. */
export const longestBody = 1_048_576;

/** A long reply that a careless expression or a recursion would be lost in. */
interface BigKind {
  /** The task whose answer is read by what might be lost. */
  readonly type: CompatibleTaskType;
  readonly write: (length: number, dialect: Decoder['dialect']) => string;
}

const repeated = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** To build more lists within lists takes a tenth of a second by itself. */
const deep = (length: number): string => {
  const depth = Math.floor(Math.min(length, 400_000) / 2);
  return '['.repeat(depth) + ']'.repeat(depth);
};

/** Deeper than anything is nested, and not so deep that nobody reads it. */
const readablyDeep = (length: number): string => deep(100 + (length % 4_001));

/** A value as JSON, where the dialect has its answers. */
const json = (
  value: (length: number) => string,
  { type = 'turnstile', field = 'token' }: { type?: CompatibleTaskType; field?: string } = {},
): BigKind => ({
  type,
  write: (length, dialect) =>
    dialect === 'in.php'
      ? `{"status":1,"request":${value(length - 24)}}`
      : `{"errorId":0,"status":"ready","solution":{${quoted(field)}:${value(length - 70)}}}`,
});

/** A word, as text or as JSON. */
const word = (
  piece: string,
  { type = 'turnstile', field = 'token' }: { type?: CompatibleTaskType; field?: string } = {},
): BigKind => ({
  type,
  write: (length, dialect) =>
    dialect === 'in.php'
      ? `OK|${repeated(piece, length - 3)}`
      : json((rest) => quoted(repeated(piece, rest - 2)), { type, field }).write(length, dialect),
});

/** A reply of one piece, over and over. */
const bare = (piece: string, type: CompatibleTaskType = 'image'): BigKind => ({
  type,
  write: (length) => repeated(piece, length),
});

const kinds: readonly [BigKind, ...BigKind[]] = [
  word('A'),
  word('|', { type: 'recaptcha-v2' }),
  word('1|', { type: 'image', field: 'text' }),
  word('&amp;', { type: 'hcaptcha' }),
  word(' '),
  word('click:1/', { type: 'grid', field: 'click' }),
  word('1 , ', { type: 'bls', field: 'answer' }),
  word('; cf_clearance=', { type: 'cloudflare-challenge', field: 'cookies' }),
  word('user_agent=x; ', { type: 'cloudflare-challenge', field: 'cf_clearance' }),
  word(',challenge:', { type: 'geetest-v3', field: 'challenge' }),
  word('a_', { type: 'geetest-v4', field: 'gen_time' }),
  word('aws-waf-token=', { type: 'amazon-waf' }),
  word('[', { type: 'lemin', field: 'answer' }),
  json((length) => quoted(repeated('A', length - 2))),
  json((length) => quoted(repeated('"', length / 2 - 2)), { type: 'raw' }),
  json(deep, { type: 'raw' }),
  json(readablyDeep, { type: 'raw' }),
  json((length) => `[${repeated('1,', length - 4 - (length % 2))}1]`, {
    type: 'grid',
    field: 'click',
  }),
  json((length) => `[${repeated('1,', length - 4 - (length % 2))}1]`, {
    type: 'bls',
    field: 'objects',
  }),
  { type: 'raw', write: (length) => `{${repeated('"a":1,', length - (length % 6))}"status":1}` },
  bare('|', 'grid'),
  bare('CAPCHA_NOT_READ'),
  bare('ERROR_A'),
  bare('A1_'),
  bare('https://2captcha.com/google'),
  bare('threads '),
  bare('threads:'),
  bare('1'),
  bare(' \uFEFF\r\n'),
  bare('id=1&'),
];

export interface BigReply {
  readonly type: CompatibleTaskType;
  readonly body: string;
}

export interface BigTurn {
  readonly decoder: Pick<Decoder, 'name' | 'dialect'>;
  /** Which reply of the stream it is. */
  readonly index: number;
  /** How many operations take turns. */
  readonly turns: number;
}

/**
 * The long reply whose turn it is, if it is one's: every kind in every operation at a length that shows what is
 * quadratic, and a kind that has been tried at the length that would never end, or just beyond what is read.
 */
export function bigReply({ decoder, index, turns }: BigTurn): BigReply | undefined {
  const { dialect } = decoder;
  const round = Math.floor(index / turns);
  if (round % 16 === 15)
    return written({ kind: Math.floor(round / 16), length: 20_000 + (round % 97), dialect });
  const huge = Math.floor(round / 64);
  const isHugeTurn = round % 64 === 33 && index % turns === huge % turns && huge > 0;
  if (!isHugeTurn) return undefined;
  // Each decoder tries other ones.
  const kind = huge * 4 - (sumOf(decoder.name) % 4);
  return written({ kind, length: longestBody + (round % 3 === 0 ? 2 : 0), dialect });
}

const sumOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + character.charCodeAt(0), 0);

function written({ kind, length, dialect }: WrittenKind): BigReply {
  const { type, write } = kinds[kind % kinds.length] ?? kinds[0];
  return { type, body: write(length, dialect) };
}

interface WrittenKind {
  readonly kind: number;
  readonly length: number;
  readonly dialect: Decoder['dialect'];
}
