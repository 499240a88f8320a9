import type { ProviderHealth } from '@understudy/core';

import type { Invariant } from './invariant.ts';
import type { AttemptRecord } from './world-record.ts';

const smallestAmount = 1e-9;

/** I5: the router's ledger says what the services' books say, give or take what is maybe paid; no budget is exceeded. */
export const ledgersAgree: Invariant = ({ facts, record, check }) => {
  const accepted = new Map<string, number>();
  const isFlat = new Map(facts.services.map(({ providerId, slots }) => [providerId, slots]));
  let last: readonly ProviderHealth[] = [];
  const paidFor = (attempts: readonly AttemptRecord[]): number =>
    attempts
      .filter((attempt) => attempt.acceptedAt !== undefined && !attempt.isRefunded)
      .reduce((sum, { price, providerId }) => sum + (isFlat.get(providerId) ? 0 : price), 0);

  const judgeEnd = (attempt: AttemptRecord): void => {
    const { attemptId, acceptedAt, isRefunded, ended, taskId } = attempt;
    const isPaid = acceptedAt !== undefined && !isRefunded;
    const isWrong = (ended?.charged === 'yes' && !isPaid) || (ended?.charged === 'no' && isPaid);
    const says = `${attemptId} is "${ended?.charged}" charged to the router`;
    check(!isWrong, () => `${says}, and ${isPaid ? 'paid' : 'unpaid'} at its service`, taskId);
  };
  return {
    hear: (happening) => {
      if (happening.kind === 'accepted') {
        const { providerId } = happening;
        accepted.set(providerId, (accepted.get(providerId) ?? 0) + 1);
        const task = record.taskOf(record.attempt(happening));
        const budget = task?.call?.budget;
        if (task === undefined || budget === undefined) return;
        const spent = paidFor(task.attempts);
        const isWithin = spent <= budget + smallestAmount;
        check(isWithin, () => `${task.taskId} cost ${spent} of ${budget}`, task.taskId);
      } else if (happening.kind === 'event' && happening.event.type === 'attempt-ended') {
        judgeEnd(record.attempt(happening.event));
      } else if (happening.kind === 'health') {
        last = happening.health.providers;
        for (const { providerId, spend } of last) {
          const [booked, true_] = [spend.paid + spend.refunded, accepted.get(providerId) ?? 0];
          check(booked <= true_, () => `${booked} acceptances of ${providerId}, it has ${true_}`);
        }
      }
    },
    end: () => {
      for (const { providerId, spend } of last) {
        const [booked, true_] = [spend.paid + spend.refunded, accepted.get(providerId) ?? 0];
        const most = booked + spend.maybePaid;
        const says = () => `${booked} to ${most} acceptances of ${providerId}, it has ${true_}`;
        check(booked <= true_ && true_ <= most, says);
        const attempts = [...record.attempts.values()].filter(
          (known) => known.providerId === providerId && known.knownAt !== undefined,
        );
        const [amount = 0, paid] = [spend.amounts['USD'], paidFor(attempts)];
        const isEqual = Math.abs(amount - paid) < 1e-6;
        check(isEqual, () => `${amount} spent at ${providerId}, it took ${paid}`);
      }
    },
  };
};
