import type { Invariant } from './invariant.ts';

/** I8: an answer belongs to the task that gets it, and is given away once. */
export const givesOwnAnswers: Invariant = ({ record, check }) => {
  const keys = new Map<string, string>();
  const given = new Set<string>();
  return {
    hear: (happening) => {
      if (happening.kind === 'submit-received') keys.set(happening.attemptId, happening.key);
      if (happening.kind !== 'settled' || happening.token === undefined) return;
      const { token, callId } = happening;
      const attemptId = record.tickets.get(token)?.attempt.attemptId;
      const key = attemptId === undefined ? undefined : keys.get(attemptId);
      const wanted = record.calls.get(callId)?.key;
      check(key === wanted, () => `${callId} asked for ${wanted} and got the answer to ${key}`);
      check(!given.has(token), () => `${callId} got the answer ${token}, which was given away`);
      given.add(token);
    },
  };
};
