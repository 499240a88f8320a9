import type { ProviderError } from '../errors/provider-error.ts';
import type { Submission } from '../provider/submission.ts';
import { durationOf } from '../provider/supports.ts';
import type { AttemptInit } from './attempt-init.ts';
import { leaseFromFleet } from './fleet-lease.ts';
import { runHook } from './hooks.ts';
import type { RouterServices } from './router-services.ts';
import { submitOnce } from './submit-once.ts';

const usualSubmitTimeoutMs = 15_000;

export type PurchaseResult =
  | { readonly kind: 'accepted'; readonly submission: Submission }
  | { readonly kind: 'failed'; readonly error: ProviderError }
  | { readonly kind: 'hook-failed'; readonly cause: Error }
  /** The task had gone before anything was sent. */
  | { readonly kind: 'recalled' };

export interface PurchaseOptions {
  readonly init: AttemptInit;
  readonly services: RouterServices;
  readonly recall: AbortController;
  /** Aborts when the attempt has ended. */
  readonly over: AbortSignal;
  /** From here on a byte may have been written. */
  onSending(): void;
  onSilent(): void;
}

/** From the fleet's leave, the caller's hook and the account's gate to the reply of the one paid request. */
export async function purchase(options: PurchaseOptions): Promise<PurchaseResult> {
  const { init, services, recall, over } = options;
  const { account, task, attemptId } = init;
  const { clock, random, closed } = services;
  const { limits, pricing } = account.provider.supports;
  const question = {
    providerId: account.id,
    isProbe: init.decision.isProbe,
    isSlot: pricing.kind === 'slots',
    price: services.priceOf(account, task.type),
  };
  const lease = await leaseFromFleet(question, services);
  if (!lease.isGranted) return { kind: 'failed', error: lease.refusal };
  over.addEventListener('abort', () => lease.release(), { once: true });
  const record = { attemptId, providerId: account.id };
  const cause = await runHook(init.hooks.onSubmitting, { record, clock, closed });
  if (cause !== undefined) {
    services.emit({ type: 'hook-failed', ...record, hook: 'onSubmitting' });
    return { kind: 'hook-failed', cause };
  }
  const { remainingMs } = init;
  const passage = await init.place.pass({ recall: recall.signal, remainingMs });
  if (passage.kind === 'refused') return { kind: 'failed', error: passage.error };
  if (passage.kind === 'recalled' || recall.signal.aborted) return { kind: 'recalled' };
  options.onSending();
  const reply = await submitOnce({
    provider: account.provider,
    task,
    context: {
      clock,
      random,
      attemptId,
      recall: recall.signal,
      remainingMs: init.remainingMs(),
      callbackUrl: init.callbackUrl,
    },
    submitTimeoutMs: durationOf(limits.submitTimeoutMs ?? usualSubmitTimeoutMs, task.type),
    closed,
    recall: () => recall.abort(),
    onSilent: options.onSilent,
  });
  if (!(reply instanceof Error)) return { kind: 'accepted', submission: reply };
  return { kind: 'failed', error: reply };
}
