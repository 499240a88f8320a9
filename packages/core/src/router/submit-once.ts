import { ProviderError } from '../errors/provider-error.ts';
import { asProviderError, brokenContract } from '../polling/as-provider-error.ts';
import { isSubmission } from '../polling/is-reply.ts';
import type { CallContext } from '../provider/call-context.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { Submission } from '../provider/submission.ts';
import type { Task } from '../provider/task.ts';
import { afterLastWords, within } from '../seams/within.ts';

export interface SubmitOptions {
  readonly provider: ProviderV1;
  readonly task: Task;
  readonly context: Omit<CallContext, 'signal'>;
  /** After this the task moves on; the request may go on for as long again, so that its ticket is known. */
  readonly submitTimeoutMs: number;
  readonly closed: AbortSignal;
  /** Drops the request if no byte of it has been written. */
  recall(): void;
  /** The submit has stayed silent for `submitTimeoutMs`. */
  onSilent(): void;
}

/** Sends the one paid request. Never rejects: an error is a result. */
export async function submitOnce(options: SubmitOptions): Promise<Submission | ProviderError> {
  const { provider, task, context, submitTimeoutMs, closed } = options;
  const { clock } = context;
  const replied = new AbortController();
  void clock.sleep(submitTimeoutMs, { signal: replied.signal }).then(
    async () => {
      options.recall();
      await afterLastWords(undefined);
      if (!replied.signal.aborted) options.onSilent();
    },
    () => undefined,
  );
  const bound = { clock, limitMs: 2 * submitTimeoutMs, signal: closed };
  const outcome = await within(bound, (signal) => provider.submit(task, { ...context, signal }));
  replied.abort('replied');
  const operation = 'submit';
  if (outcome.kind === 'value') {
    return isSubmission(outcome.value) ? outcome.value : brokenContract(provider.id, operation);
  }
  if (outcome.kind === 'error') {
    return asProviderError(outcome.error, { providerId: provider.id, operation });
  }
  return new ProviderError({
    code: 'outcome-unknown',
    providerId: provider.id,
    operation,
    message: `${provider.id} left a submit unanswered; the task may have been accepted`,
  });
}
