import { isCallbackFault } from './callback-fault.ts';
import type { Condition } from './condition.ts';
import { defaultEndpoints, defaultSayings } from './default-endpoints.ts';
import type { Fault } from './fault.ts';
import type { RequestFacts } from './request-facts.ts';

/** Whether a request is what a rule is about, time, counts and chance apart. */
export function meets(when: Condition, fault: Fault, facts: RequestFacts): boolean {
  const { apiKey, taskType, connection, attempt, soonerThanMs } = when;
  if (apiKey !== undefined && apiKey !== facts.apiKey) return false;
  if (taskType !== undefined && !facts.taskTypes.includes(taskType)) return false;
  if (connection !== undefined && connection !== facts.connection) return false;
  if (attempt !== undefined && attempt !== (facts.attempt ?? facts.nth)) return false;
  if (!names(when.taskId, facts.taskIds)) return false;
  if (!names(when.siteKey, facts.siteKeys)) return false;
  if (!names(when.pageUrl, facts.pageUrls)) return false;
  if (soonerThanMs !== undefined && !((facts.sinceLastMs ?? Infinity) < soonerThanMs)) return false;
  return isAtHome(when, fault, facts);
}

/** Whether a rule looks at what a sound service would say. */
export const asksWhatIsSaid = ({ says }: Condition, { kind }: Fault): boolean =>
  says !== undefined || defaultSayings[kind] !== undefined;

const names = (wanted: string | undefined, given: readonly string[] = []): boolean =>
  wanted === undefined || given.includes(wanted);

function isAtHome({ endpoint, says }: Condition, fault: Fault, facts: RequestFacts): boolean {
  const isOfCallbacks = isCallbackFault(fault) || endpoint === 'callback';
  if (isOfCallbacks !== (facts.endpoint === 'callback')) return false;
  if (isOfCallbacks) return true;
  const usualSayings = says === undefined ? defaultSayings[fault.kind] : [says];
  if (usualSayings !== undefined && !usualSayings.some((one) => one === facts.says)) return false;
  if (endpoint === 'any') return true;
  if (endpoint !== undefined) return endpoint === facts.endpoint;
  const usual = defaultEndpoints[fault.kind];
  return usual === undefined || usual.some((one) => one === facts.endpoint);
}
