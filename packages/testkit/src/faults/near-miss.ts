import { defaultEndpoints, defaultSayings } from './default-endpoints.ts';
import type { Condition } from './condition.ts';
import { meets } from './meets.ts';
import { earlyStageOf } from './network/connection-fault.ts';
import type { RequestFacts } from './request-facts.ts';
import { isCountMet, type PassedOver, type PassingEntry } from './rule-book.ts';
import { isListenerFault } from './rule.ts';
import { timeFields, timeWindowOf } from './time-window.ts';

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
/** Asked after the rest, or no question at all. */
const askedLater: ReadonlySet<string> = new Set([
  ...counts,
  'endpoint',
  'says',
  'probability',
  'ramp',
  'burst',
  'perTask',
  'sameDrawPerTask',
  'until',
]);

/** Explains, rule by rule and field by field, why no rule took a request. */
export function nearMissOf({ facts: asked, says, now, entries }: PassedOver): NearMiss {
  const facts = factsThen(asked, says);
  const misses = entries.map((passing) => ({
    rule: passing.entry.name,
    unmet: unmetFieldsOf(passing, facts, now),
  }));
  const { request, endpoint } = facts;
  const nearestFirst = misses.toSorted((left, right) => left.unmet.length - right.unmet.length);
  return { request, atMs: now, endpoint, misses: nearestFirst };
}

/** Field by field: facts that are worked out when they are asked for cannot be spread. */
const factsThen = (asked: RequestFacts, says: RequestFacts['says']): RequestFacts => ({
  endpoint: asked.endpoint,
  apiKey: asked.apiKey,
  taskTypes: asked.taskTypes,
  subject: asked.subject,
  nth: asked.nth,
  request: asked.request,
  job: asked.job,
  attempt: asked.attempt,
  taskIds: asked.taskIds,
  siteKeys: asked.siteKeys,
  pageUrls: asked.pageUrls,
  connection: asked.connection,
  says,
  sinceLastMs: asked.sinceLastMs,
});

/** Each field is put to the rule book's own test alone, so that this cannot say otherwise than the book. */
function unmetFieldsOf(
  passing: PassingEntry,
  facts: RequestFacts,
  now: number,
): readonly UnmetField[] {
  const { entry, fault } = passing;
  const { when, addedAt } = entry;
  if (isListenerFault(fault) || earlyStageOf(fault.kind) !== undefined)
    return [{ field: 'inject.kind', wanted: 'a connection', got: 'a request' }];
  const unmet: UnmetField[] = [...unmetPlace(passing, facts)];
  // The endpoint is as the request has it, so that only the other field can fail.
  const endpoint = endpointAs(facts);
  for (const [field, wanted] of Object.entries(when)) {
    if (wanted === undefined || askedLater.has(field)) continue;
    const alone: Condition = { [field]: wanted };
    const isMet = timeFields.has(field)
      ? timeWindowOf({ fromMs: when.fromMs, ...alone }, { now, addedAt }).isOpen
      : meets({ ...alone, endpoint }, { kind: 'pass' }, facts);
    if (!isMet) unmet.push({ field, ...wantedAndGot(field, wanted, { facts, now }) });
  }
  return unmet.length > 0 ? unmet : unmetChances(passing);
}

const endpointAs = ({ endpoint }: RequestFacts): Condition['endpoint'] =>
  endpoint === 'submit' || endpoint === 'poll' || endpoint === 'balance' || endpoint === 'report'
    ? endpoint
    : 'any';

/** Where the rule strikes, and at which answers. */
function unmetPlace(
  { entry: { when }, fault }: PassingEntry,
  facts: RequestFacts,
): readonly UnmetField[] {
  const { endpoint, says } = when;
  if (!meets({ endpoint, says: facts.says }, fault, facts)) {
    const wanted = endpoint ?? defaultEndpoints[fault.kind] ?? 'callback';
    return [{ field: 'endpoint', wanted, got: facts.endpoint }];
  }
  if (meets({ endpoint: endpointAs(facts), says }, fault, facts)) return [];
  return [{ field: 'says', wanted: says ?? defaultSayings[fault.kind], got: facts.says }];
}

/** Only a request that met the rest was counted, and only one that the counts let through drew. */
function unmetChances({ entry: { when }, seen, isOver }: PassingEntry): readonly UnmetField[] {
  if (isOver) return [{ field: 'until', wanted: when.until, got: 'reached' }];
  const unmet = counts.flatMap((field) => {
    const wanted = when[field];
    const isMet = isCountMet({ [field]: wanted }, seen);
    return isMet ? [] : [{ field, wanted, got: `request ${seen}` }];
  });
  if (unmet.length > 0) return unmet;
  const field = (['burst', 'ramp', 'probability'] as const).find((one) => when[one] !== undefined);
  return field === undefined ? [] : [{ field, wanted: when[field], got: 'a higher draw' }];
}

/** Keys stay out of it. */
function wantedAndGot(
  field: string,
  wanted: unknown,
  { facts, now }: { readonly facts: RequestFacts; readonly now: number },
): Omit<UnmetField, 'field'> {
  switch (field) {
    case 'apiKey':
      return { wanted: 'one account', got: 'another' };
    case 'taskType':
      return { wanted, got: facts.taskTypes.join(', ') || 'no task' };
    case 'fromMs':
    case 'untilMs':
    case 'windows':
    case 'flap':
    case 'ttlMs':
      return { wanted, got: Math.round(now) };
    case 'connection':
      return { wanted, got: facts.connection };
    case 'attempt':
      return { wanted, got: facts.attempt ?? facts.nth };
    case 'taskId':
      return { wanted, got: facts.taskIds?.join(', ') };
    case 'siteKey':
      return { wanted, got: facts.siteKeys?.join(', ') };
    case 'pageUrl':
      return { wanted, got: facts.pageUrls?.join(', ') };
    case 'soonerThanMs':
      return { wanted, got: facts.sinceLastMs };
    default:
      return { wanted, got: 'otherwise' };
  }
}
