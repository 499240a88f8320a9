import { strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { isCallbackFault } from './callback-fault.ts';
import { type Condition, conditionSchema } from './condition.ts';
import { type Fault, faultSchema } from './fault.ts';
import { isEarlyFault } from './network/connection-fault.ts';

const windowOnly = new Set(['fromMs', 'untilMs']);
const withoutRequest = new Set([
  ...windowOnly,
  ...['first', 'nth', 'after', 'every', 'probability'],
]);

/** Validates {@link Rule}. */
export const ruleSchema = strictObject({
  when: conditionSchema.optional(),
  inject: faultSchema,
  label: z.string().min(1).max(100).optional(),
}).superRefine(({ when = {}, inject }, context) => {
  const isOfCallbacks = when.endpoint === 'callback';
  const strikes = isCallbackFault(inject) ? 'callbacks' : 'requests';
  const isMeant = strikes === 'callbacks' ? isOfCallbacks : !isOfCallbacks;
  if (
    when.endpoint !== undefined &&
    when.endpoint !== 'any' &&
    inject.kind !== 'pass' &&
    !isMeant
  ) {
    const message = `"${inject.kind}" strikes ${strikes} only`;
    context.addIssue({ code: 'custom', path: ['when', 'endpoint'], message });
  }
  if (isEarlyFault(inject)) {
    const field = Object.keys(when).find((name) => !withoutRequest.has(name));
    if (field === undefined) return;
    const message = `"${inject.kind}" strikes before there is a request, so it can only have counts, a probability and a window`;
    context.addIssue({ code: 'custom', path: ['when', field], message });
  }
  if (!isListenerFault(inject)) return;
  const field = Object.keys(when).find((name) => !windowOnly.has(name));
  if (field === undefined) return;
  const message = `"${inject.kind}" takes the whole server away, so it can only have a window (fromMs, untilMs)`;
  context.addIssue({ code: 'custom', path: ['when', field], message });
});

/** Plain data: what goes wrong, and when. The label names the rule in the journal and seeds its draws. */
export interface Rule {
  readonly when?: Condition | undefined;
  readonly inject: Fault;
  readonly label?: string | undefined;
}

/** True for the faults that hit connections before there is a request. */
export const isListenerFault = (fault: Fault): boolean =>
  fault.kind === 'refuse' || fault.kind === 'hang-in-connect';

/** True for a `pass` with nothing but a window, which shields connections, too, from the rules below. */
export const isShield = ({ inject, when = {} }: Rule): boolean =>
  inject.kind === 'pass' && Object.keys(when).every((field) => windowOnly.has(field));
