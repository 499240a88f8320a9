import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { isCallbackFault } from './callback-fault.ts';
import { type Condition, conditionSchema } from './condition.ts';
import type { Fault } from './fault.ts';
import { faultsOf, injectJsonSchema, injectSchema } from './inject-schema.ts';
import { isEarlyFault } from './network/connection-fault.ts';
import { timeFields } from './time-window.ts';

const withoutRequest = new Set([
  ...timeFields,
  ...['first', 'nth', 'after', 'every', 'probability', 'ramp', 'burst', 'until'],
]);

const fields = {
  when: conditionSchema.optional(),
  label: z.string().min(1).max(100).optional(),
};

/** Validates {@link Rule}. */
export const ruleSchema = strictObject({ ...fields, inject: injectSchema }).superRefine(
  (rule, context) => {
    const { when = {}, inject } = rule;
    const complain = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: ['when', field], message });
    for (const fault of faultsOf(inject)) {
      const strikes = isCallbackFault(fault) ? 'callbacks' : 'requests';
      const isMeant = (strikes === 'callbacks') === (when.endpoint === 'callback');
      const isNamed = when.endpoint !== undefined && when.endpoint !== 'any';
      if (isNamed && fault.kind !== 'pass' && !isMeant) {
        complain('endpoint', `"${fault.kind}" strikes ${strikes} only`);
      }
      if (isEarlyFault(fault)) {
        const field = Object.keys(when).find((name) => !withoutRequest.has(name));
        if (field === undefined) continue;
        const message = `"${fault.kind}" strikes before there is a request, so it can only have counts, chance and a window`;
        complain(field, message);
      }
      if (!isListenerFault(fault)) continue;
      const field = Object.keys(when).find((name) => !timeFields.has(name));
      if (field === undefined && faultsOf(inject).length === 1) continue;
      const windows = 'fromMs, untilMs, windows, flap, ttlMs';
      const message = `"${fault.kind}" takes the whole server away, so it stands alone and can only have a window (${windows})`;
      complain(field ?? 'inject', message);
    }
  },
);

/** The JSON schema of {@link Rule}, for those who write rules without this package's types. */
export const ruleJsonSchema = (): object =>
  z.toJSONSchema(strictObject({ ...fields, inject: injectJsonSchema }), { io: 'input' });

/** Plain data: what goes wrong, and when. The label names the rule in the journal and seeds its draws. */
export interface Rule {
  readonly when?: Condition | undefined;
  /** One fault, or one for each request that matches, the last of which repeats. */
  readonly inject: Fault | readonly Fault[];
  readonly label?: string | undefined;
}

/** True for the faults that hit connections before there is a request. */
export const isListenerFault = (fault: Fault): boolean =>
  fault.kind === 'refuse' || fault.kind === 'hang-in-connect';

/** True for a `pass` with nothing but a window, which shields connections, too, from the rules below. */
export const isShield = ({ inject, when = {} }: Rule): boolean =>
  'kind' in inject &&
  inject.kind === 'pass' &&
  Object.keys(when).every((field) => timeFields.has(field));
