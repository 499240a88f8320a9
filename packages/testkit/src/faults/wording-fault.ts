import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

const word = z.string().min(1).max(200);

const shapes = [
  'bom',
  'whitespace',
  'windows-1251',
  'text-for-json',
  'json-for-text',
  'empty',
  'truncated',
  'array',
  'null',
  'number',
  'deep-nesting',
  'proto-keys',
  'duplicate-keys',
  'missing-fields',
] as const;

/** How a reply can be mis-shaped, though the service did its work. */
export const wordingFaultSchemas = [
  strictObject({ kind: z.literal('reply-shape'), shape: z.enum(shapes) }),
  /** Says of its body what it is not. */
  strictObject({ kind: z.literal('content-type'), contentType: z.string().max(200) }),
  /** The id in the reply to a submit: an older task's, a made-up one, none, a part, 20 digits, a JSON number or text. */
  strictObject({
    kind: z.literal('reply-id'),
    id: z.enum(['duplicate', 'unknown', 'empty', 'cut', 'beyond-2-53', 'number', 'text']),
  }),
  /** `status` of in.php or `errorId` of createTask as "1", true or 1.0. */
  strictObject({ kind: z.literal('status-form'), form: z.enum(['text', 'boolean', 'float']) }),
  /** An answer that carries an error code beside it, or an error that carries the answer. */
  strictObject({
    kind: z.literal('contradiction'),
    of: z.enum(['error-beside-success', 'solution-beside-error']),
  }),
  /** Another `status` than the client knows, where the task is not ready. */
  strictObject({ kind: z.literal('unknown-status'), status: word }),
  /** Another spelling of not ready; at createTask an `errorCode`, as CapMonster has it. */
  strictObject({ kind: z.literal('pending-word'), word }),
  /** An answer of 8 kB, none, or one with `|`, NUL or HTML entities in it. */
  strictObject({
    kind: z.literal('token-shape'),
    shape: z.enum(['long', 'empty', 'pipe', 'nul', 'html-entities']),
  }),
  /** A browser, cookies and a key beside the answer. */
  strictObject({ kind: z.literal('solution-extras') }),
  /** The price beside an answer; null for none. */
  strictObject({
    kind: z.literal('price-shape'),
    price: z.union([z.string().max(100), z.number(), z.null()]),
  }),
  strictObject({
    kind: z.literal('balance-shape'),
    balance: z.union([z.string().max(1_000), z.number(), z.null()]),
  }),
  /** What `ids=` gets: the first half of its answers, all of them in the wrong order, or a no. */
  strictObject({
    kind: z.literal('batch-reply'),
    shape: z.enum(['partial', 'misordered', 'refused']),
  }),
  /** The `Date` of a reply, and the times in it, are off by so much. */
  strictObject({ kind: z.literal('clock-skew'), byMs: z.number() }),
] as const;

const wordingFaultSchema = z.discriminatedUnion('kind', wordingFaultSchemas);

/** How a reply is mis-shaped: plain data. */
export type WordingFault = Readonly<z.infer<typeof wordingFaultSchema>>;

const kinds: ReadonlySet<string> = new Set(
  wordingFaultSchemas.map(({ shape }) => shape.kind.value),
);

/** True for the faults that change what a sound service says. */
export const isWordingFault = (fault: { readonly kind: string }): fault is WordingFault =>
  kinds.has(fault.kind);
