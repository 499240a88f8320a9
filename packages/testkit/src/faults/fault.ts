import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { accountFaultSchemas } from './account-fault.ts';
import { callbackFaultSchemas } from './callback-fault.ts';
import { lawSchema } from './law-schema.ts';
import { networkFaultSchemas } from './network-fault.ts';
import { describeUnknownWord } from './one-of.ts';
import { taskFaultSchemas } from './task-fault.ts';
import { wordingFaultSchemas } from './wording-fault.ts';

const flag = z.boolean().optional();

/** The catalogue. Where nothing is said of a submit's money, nothing was bought. */
const schemas = [
  /** Soundly, whatever the rules below say. */
  strictObject({ kind: z.literal('pass') }),
  /** Nobody listens: ECONNREFUSED, for the whole server. */
  strictObject({ kind: z.literal('refuse') }),
  /** A SYN without an answer, for the whole server. Linux only. */
  strictObject({ kind: z.literal('hang-in-connect') }),
  /** RST instead of a reply; nothing was done. */
  strictObject({ kind: z.literal('reset-before-headers') }),
  /** RST instead of a reply; everything was done, and a task is accepted and charged. */
  strictObject({ kind: z.literal('reset-after-charge') }),
  /** Silence instead of a reply; `charged` (default true) says whether everything was done first. */
  strictObject({ kind: z.literal('hang-before-headers'), charged: flag }),
  /** Holds the reply back, on the fake's clock; the work begins at once. */
  strictObject({ kind: z.literal('delay'), ms: z.number().min(0) }),
  /** Holds it back as long as the law says, drawn for each request. */
  strictObject({ kind: z.literal('latency'), law: lawSchema }),
  ...accountFaultSchemas,
  ...taskFaultSchemas,
  ...wordingFaultSchemas,
  ...callbackFaultSchemas,
  ...networkFaultSchemas,
] as const;

const faultKinds = schemas.map(({ shape }) => shape.kind.value);

/** Validates {@link Fault}. */
export const faultSchema = z.discriminatedUnion('kind', schemas, {
  error: ({ code, input }) => (code === 'invalid_union' ? describeUnknownKind(input) : undefined),
});

function describeUnknownKind(input: unknown): string {
  const kind: unknown = Object(input).kind;
  return kind === undefined
    ? `a fault needs a kind: ${faultKinds.join(', ')}`
    : describeUnknownWord(kind, faultKinds);
}

/** What goes wrong: plain data, one kind each. */
export type Fault = Readonly<z.infer<typeof faultSchema>>;

/** The names of the faults. */
export type FaultKind = Fault['kind'];
