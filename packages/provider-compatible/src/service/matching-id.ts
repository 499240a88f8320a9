import { malformed, type Reply } from '../reply/reply.ts';
import type { Acceptance } from './wire-call.ts';

/** Whether an id is one of the service's. It is bounded in length where it is read, before a pattern sees it. */
export const isServiceId = (id: string, pattern: RegExp | undefined): boolean =>
  pattern === undefined || pattern.test(id);

/** Takes no ticket whose id is none of the service's: nobody asks for it then. An answer beside it is one all the same. */
export function withMatchingId(
  reply: Reply<Acceptance>,
  pattern: RegExp | undefined,
): Reply<Acceptance> {
  if (reply.status !== 'ok') return reply;
  const { ticket } = reply.value;
  if (ticket === undefined || isServiceId(ticket.id, pattern)) return reply;
  if (reply.value.status === 'accepted') return malformed('no-id');
  return { status: 'ok', value: { status: 'solved', answer: reply.value.answer } };
}
