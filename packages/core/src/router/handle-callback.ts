import { receiveCallback } from '../polling/callbacks.ts';
import type { CallbackNotice, CallbackRequest } from '../provider/callback.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { RunServices } from './router-services.ts';

/** Answers a callback at once, and has the ticket polled that its secret stands for. */
export async function handleCallback(
  request: Request,
  { clock, callbacks, closed, emit }: RunServices,
): Promise<Response> {
  if (closed.aborted) return new Response(null, { status: 503 });
  const received = await receiveCallback(request, clock);
  if (received.kind === 'refused') return new Response(null, { status: received.status });
  const attempt = callbacks.find(received.secret);
  if (attempt === undefined) return new Response(null, { status: 404 });
  const { account, task } = attempt.init;
  emit({ type: 'callback-received', attemptId: attempt.id, providerId: account.id });
  const notice = read(account.provider, { ...received.request, taskType: task.type });
  // Who knows the secret has something to say, also in words that the provider does not know.
  attempt.hear(notice ?? {});
  return new Response('ok', { headers: { 'content-type': 'text/plain' } });
}

function read(provider: ProviderV1, request: CallbackRequest): CallbackNotice | undefined {
  try {
    return provider.readCallback?.(request);
  } catch {
    // A plug-in that cannot read it leaves the hint that it came.
    return undefined;
  }
}
