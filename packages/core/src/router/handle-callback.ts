import { addressOf, readBody } from '../polling/callbacks.ts';
import type { CallbackNotice, CallbackRequest } from '../provider/callback.ts';
import type { ProviderV1 } from '../provider/provider-v1.ts';
import type { RunServices } from './router-services.ts';

/** Answers a callback at once, and has the ticket polled that its secret stands for. */
export async function handleCallback(
  request: Request,
  { clock, callbacks, closed }: RunServices,
): Promise<Response> {
  const refuse = (status: number): Response => new Response(null, { status });
  if (closed.aborted) return refuse(503);
  const addressed = addressOf(request);
  if (addressed.kind === 'refused') return refuse(addressed.status);
  // Before anything of the body is read: whoever does not know a secret costs nothing.
  const attempt = callbacks.find(addressed.secret);
  if (attempt === undefined) return refuse(404);
  const body = await readBody(request, { clock, closed });
  if (closed.aborted) return refuse(503);
  if (body.kind === 'refused') return refuse(body.status);
  const { method, url } = addressed;
  const headers = Object.fromEntries(request.headers);
  const { account, task } = attempt.init;
  const said = { method, url, headers, body: body.text, taskType: task.type };
  // Who knows the secret has something to say, also in words that the provider does not know.
  attempt.hear(read(account.provider, said) ?? {});
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
