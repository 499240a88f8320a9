import * as z from 'zod';

import { type Fault, faultSchema } from './fault.ts';

const sequenceSchema = z.array(faultSchema).min(1).max(1_000);

/** A fault, or several in turn. Not a union, which would only say "invalid" of a fault that is not valid. */
export const injectSchema = z.custom<Fault | readonly Fault[]>().superRefine((value, context) => {
  const schema = Array.isArray(value) ? sequenceSchema : faultSchema;
  const issues = schema.safeParse(value).error?.issues ?? [];
  // A misspelt field is also a missing one; its own name says more.
  const misspelt = issues.filter(({ code }) => code === 'unrecognized_keys');
  for (const issue of misspelt.length > 0 ? misspelt : issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const path = [...issue.path, ...keys];
    context.addIssue({ code: 'custom', path, message: issue.message, continue: false });
  }
});

/** The same for those who read a JSON schema. */
export const injectJsonSchema = z.union([faultSchema, sequenceSchema]);

/** The faults of a rule, in turn. */
export const faultsOf = (inject: Fault | readonly Fault[]): readonly Fault[] =>
  'kind' in inject ? [inject] : inject;

/** The first of them. */
export const firstFaultOf = (inject: Fault | readonly Fault[]): Fault =>
  faultsOf(inject)[0] ?? { kind: 'pass' };
