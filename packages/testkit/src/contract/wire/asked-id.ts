import type { ServiceRequest } from './service-request.ts';
import type { ServiceWire } from './service-wire.ts';
import type { WireReply } from '../../dialects/wire.ts';

/** Stands in a scripted reply for the task that is asked about. */
export const askedId = '71234567890';

/** The reply as the service would give it to this request: services name tasks by the id that was asked for. */
export function aboutAsked(
  reply: WireReply,
  { request, read }: { readonly request: ServiceRequest; readonly read: ServiceWire['read'] },
): WireReply {
  const id = read(request)?.ids?.[0];
  return id === undefined ? reply : { ...reply, body: reply.body.replaceAll(askedId, () => id) };
}
