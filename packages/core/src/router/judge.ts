import { asProviderError } from '../polling/as-provider-error.ts';
import type { Judgement } from '../provider/provider-v1.ts';
import type { Ticket } from '../provider/ticket.ts';
import { within } from '../seams/within.ts';
import type { Account } from './account.ts';
import type { RouterServices } from './router-services.ts';

const limitMs = 10_000;

export interface JudgedAnswer {
  readonly taskId: string;
  readonly attemptId: string;
  readonly account: Account;
  readonly taskType: string;
  readonly ticket: Ticket | undefined;
}

/** The function that takes a caller's judgement of an answer to whoever gave it, once. */
export function judgeOf(
  { taskId, attemptId, account, taskType, ticket }: JudgedAnswer,
  { clock, random, emit, closed }: RouterServices,
): (judgement: Judgement) => Promise<void> {
  let isJudged = false;
  return async (judgement) => {
    if (isJudged) return;
    isJudged = true;
    account.judgements[judgement] += 1;
    account.learn({
      stage: 'judgement',
      verdict: judgement === 'accepted' ? 'healthy' : 'unhealthy',
    });
    const isRight = judgement === 'accepted';
    account.health.observe(taskType, { kind: 'judged', attemptId, isRight, at: clock.now() });
    emit({ type: 'answer-judged', taskId, providerId: account.id, judgement });
    if (ticket === undefined) return;
    const outcome = await within({ clock, limitMs, signal: closed }, async (signal) =>
      account.provider.report?.(
        { ticket, judgement },
        { signal, recall: signal, clock, random, attemptId, remainingMs: limitMs },
      ),
    );
    if (outcome.kind !== 'error') return;
    const { code } = asProviderError(outcome.error, {
      providerId: account.id,
      operation: 'report',
    });
    emit({ type: 'report-refused', providerId: account.id, code });
  };
}
