import { faultsOf } from './inject-schema.ts';
import { isShield, type Rule } from './rule.ts';
import { timeWindowOf } from './time-window.ts';

/** What a client meets when it connects. */
export type ListenerState = 'open' | 'refusing' | 'hanging-in-connect';

/** What the rules ask of the listener at an instant, and when to look again. */
export interface ListenerOutlook {
  readonly state: ListenerState;
  /** The rule that asks for it. */
  readonly rule?: string | undefined;
  /** When a window opens or closes next; absent when none will. */
  readonly nextChangeAt?: number | undefined;
}

/** The first rule that speaks of the listener and whose window is open decides. */
export function listenerOutlook(
  rules: readonly { readonly name: string; readonly rule: Rule; readonly addedAt?: number }[],
  now: number,
): ListenerOutlook {
  let decided: Pick<ListenerOutlook, 'state' | 'rule'> | undefined;
  let nextChangeAt: number | undefined;
  for (const { name, rule, addedAt = 0 } of rules) {
    const state = listenerStateOf(rule);
    if (state === undefined) continue;
    const window = timeWindowOf(rule.when ?? {}, { now, addedAt });
    if (decided === undefined && window.isOpen) decided = { state, rule: name };
    const edge = window.nextChangeAt ?? Infinity;
    if (edge < (nextChangeAt ?? Infinity)) nextChangeAt = edge;
  }
  return { ...(decided ?? { state: 'open' }), nextChangeAt };
}

/** What a rule asks of the listener; a `pass` with nothing but a window shields it from the rules below. */
function listenerStateOf(rule: Rule): ListenerState | undefined {
  const [fault, ...others] = faultsOf(rule.inject);
  if (others.length > 0) return undefined;
  switch (fault?.kind) {
    case 'refuse':
      return 'refusing';
    case 'hang-in-connect':
      return 'hanging-in-connect';
    case 'pass':
      return isShield(rule) ? 'open' : undefined;
    default:
      return undefined;
  }
}
