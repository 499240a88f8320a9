import type { Invariant } from './invariant.ts';

/** A service that asks for a longer rest is asked again all the same. */
const longestRestMs = 600_000;
/** Instants are sums of fractions of a millisecond. */
const rounding = 1e-6;

interface Rest {
  readonly from: number;
  readonly until: number;
}

/** How much longer to rest. What was sent in the instant of the reply could not know it. */
const restOf = (rest: Rest | undefined, at: number): number =>
  rest === undefined || rest.from === at ? 0 : rest.until - at;

/** I10: no ticket is asked for sooner than the service allows, no rest it asked for is cut short, and its pace is kept. */
export const keepsPace: Invariant = ({ facts, record, check }) => {
  const of = new Map(facts.services.map((known) => [known.providerId, known]));
  const askedAt = new Map<string, number>();
  const sentAt = new Map<string, number[]>();
  const noSubmitBefore = new Map<string, Rest>();
  const noPollBefore = new Map<string, Rest>();
  return {
    hear: (happening) => {
      const { atMs } = happening;
      if (happening.kind === 'submit-received') {
        const { providerId, attemptId } = happening;
        const { taskId } = record.attempt(happening);
        const limit = of.get(providerId)?.submits;
        const sent = sentAt.get(providerId) ?? [];
        sent.push(atMs);
        sentAt.set(providerId, sent);
        while (limit !== undefined && (sent[0] ?? atMs) + limit.perMs <= atMs + rounding)
          sent.shift();
        const isPaced = limit === undefined || sent.length <= limit.count;
        check(isPaced, () => `${providerId} got ${sent.length} submits in its window`, taskId);
        const restMs = restOf(noSubmitBefore.get(providerId), atMs);
        const isEarly = restMs > rounding;
        check(!isEarly, () => `${attemptId} was sent ${restMs} ms before Retry-After`, taskId);
      } else if (happening.kind === 'poll-received') {
        const { providerId, ticket } = happening;
        const floorMs = of.get(providerId)?.pollFloorMs ?? 0;
        const since = atMs - (askedAt.get(ticket) ?? -Infinity);
        askedAt.set(ticket, atMs);
        check(since >= floorMs - rounding, () => `${ticket} was asked for after ${since} ms`);
        const restMs = restOf(noPollBefore.get(providerId), atMs);
        check(restMs <= rounding, () => `${ticket} was asked for ${restMs} ms before Retry-After`);
      } else if (happening.kind === 'submit-replied' || happening.kind === 'poll-replied') {
        const { providerId, retryAfterMs } = happening;
        if (retryAfterMs === undefined) return;
        const until = atMs + Math.min(retryAfterMs, longestRestMs);
        const rests = happening.kind === 'submit-replied' ? noSubmitBefore : noPollBefore;
        if (until > (rests.get(providerId)?.until ?? 0))
          rests.set(providerId, { from: atMs, until });
      }
    },
  };
};
