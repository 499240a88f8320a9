import { defaultEndpoints } from './default-endpoints.ts';
import type { Condition } from './condition.ts';
import { isCountMet, meetsFacts, type PassedOver, type RequestFacts } from './rule-book.ts';
import { isListenerFault, type Rule } from './rule.ts';

/** One field of a rule's `when` that a request did not meet. */
export interface UnmetField {
  readonly field: string;
  readonly wanted: unknown;
  readonly got: unknown;
}

/** Why a rule did not take a request. */
export interface RuleMiss {
  /** The rule's label, or its id. */
  readonly rule: string;
  readonly unmet: readonly UnmetField[];
}

/** A request that no rule took, with the reason for each rule, nearest first. */
export interface NearMiss {
  /** The journal's number of the request. */
  readonly request?: number | undefined;
  /** Milliseconds since the fake started. */
  readonly atMs: number;
  readonly endpoint: string;
  readonly misses: readonly RuleMiss[];
}

const counts = ['first', 'nth', 'after', 'every'] as const;
/** Asked after the rest. */
const byChance: ReadonlySet<string> = new Set([...counts, 'probability']);

/** Explains, rule by rule and field by field, why no rule took a request. */
export function nearMissOf({ facts, now, entries, seen }: PassedOver): NearMiss {
  const misses = entries.map(({ name, rule }, index) => ({
    rule: name,
    unmet: unmetFieldsOf(rule, { facts, now, seen: seen[index] ?? 0 }),
  }));
  const { request, endpoint } = facts;
  const nearestFirst = misses.toSorted((left, right) => left.unmet.length - right.unmet.length);
  return { request, atMs: now, endpoint, misses: nearestFirst };
}

interface Situation {
  readonly facts: RequestFacts;
  readonly now: number;
  /** How many requests the rule has counted. */
  readonly seen: number;
}

/** Each field is put to the rule book's own test alone, so that this cannot say otherwise than the book. */
function unmetFieldsOf(rule: Rule, { facts, now, seen }: Situation): readonly UnmetField[] {
  const { when = {}, inject } = rule;
  if (isListenerFault(inject))
    return [{ field: 'inject.kind', wanted: 'a connection', got: 'a request' }];
  const { endpoint, ...rest } = when;
  const place: Rule = { when: { endpoint }, inject };
  const unmet: UnmetField[] = [];
  if (!meetsFacts(place, facts, now)) {
    const wanted = endpoint ?? defaultEndpoints[inject.kind] ?? 'callback';
    unmet.push({ field: 'endpoint', wanted, got: facts.endpoint });
  }
  // The endpoint is as the request has it, so that only the other field can fail.
  const here = facts.endpoint === 'other' ? 'any' : facts.endpoint;
  for (const [field, wanted] of Object.entries(rest)) {
    if (wanted === undefined || byChance.has(field)) continue;
    const alone: Rule = { when: { [field]: wanted, endpoint: here }, inject: { kind: 'pass' } };
    if (meetsFacts(alone, facts, now)) continue;
    unmet.push({ field, ...wantedAndGot(field, wanted, { facts, now, seen }) });
  }
  if (unmet.length > 0) return unmet;
  return unmetChances(when, { facts, now, seen });
}

/** Only a request that met the rest was counted, and only one that the counts let through drew. */
function unmetChances(when: Condition, { seen }: Situation): readonly UnmetField[] {
  const unmet = counts.flatMap((field) => {
    const wanted = when[field];
    const isMet = isCountMet({ [field]: wanted }, seen);
    return isMet ? [] : [{ field, wanted, got: `request ${seen}` }];
  });
  if (unmet.length > 0 || when.probability === undefined) return unmet;
  return [{ field: 'probability', wanted: when.probability, got: 'a higher draw' }];
}

/** Keys stay out of it. */
function wantedAndGot(
  field: string,
  wanted: unknown,
  { facts, now }: Situation,
): Omit<UnmetField, 'field'> {
  switch (field) {
    case 'apiKey':
      return { wanted: 'one account', got: 'another' };
    case 'taskType':
      return { wanted, got: facts.taskTypes.join(', ') || 'no task' };
    case 'fromMs':
    case 'untilMs':
      return { wanted, got: Math.round(now) };
    default:
      return { wanted, got: 'otherwise' };
  }
}
