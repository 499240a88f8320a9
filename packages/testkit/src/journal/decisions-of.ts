import * as z from 'zod';

import type { RouterAttempt, RouterDecisions } from './router-decisions.ts';

const ofAttempt = { attemptId: z.string(), providerId: z.string(), taskId: z.string() };

/** The part of a router's events that says what was bought, and why. Everything else is left unread. */
const purchaseEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('attempt-started'),
    decision: z.object({ reason: z.string() }),
    ...ofAttempt,
  }),
  z.object({
    type: z.literal('attempt-accepted'),
    ticket: z.object({ id: z.string() }).optional(),
    ...ofAttempt,
  }),
  z.object({
    type: z.literal('attempt-ended'),
    outcome: z.enum(['solved', 'refused', 'failed', 'unknown', 'recalled']),
    ...ofAttempt,
  }),
]);

type PurchaseEvent = z.infer<typeof purchaseEventSchema>;

/** Reasons that cannot have paid before. */
const needNoExplanation = new Set(['first', 'after-refusal']);

const unsent = new Set(['refused', 'recalled']);

/**
 * What a journal needs to know of a router: its purchases and their reasons, read from what `onEvent` was told, in the
 * order in which it was told. `providerId` names the provider that stands for the fake.
 */
export function decisionsOf(
  events: readonly { readonly type: string }[],
  { providerId }: { readonly providerId?: string | undefined } = {},
): RouterDecisions {
  const stories = new Map<string, PurchaseEvent[]>();
  for (const event of events) {
    const parsed = purchaseEventSchema.safeParse(event);
    if (!parsed.success) continue;
    const story = stories.get(parsed.data.attemptId);
    if (story === undefined) stories.set(parsed.data.attemptId, [parsed.data]);
    else story.push(parsed.data);
  }
  const attempts = [...stories.values()].map(attemptOf);
  const openTicketIds = attempts.flatMap(({ attemptId, ticketId }) => {
    const isOver = stories.get(attemptId)?.some(({ type }) => type === 'attempt-ended') ?? false;
    return ticketId === undefined || isOver ? [] : [ticketId];
  });
  return { attempts, openTicketIds, providerId };
}

function attemptOf(story: readonly PurchaseEvent[]): RouterAttempt {
  const [first] = story;
  const reason = story.find((event) => event.type === 'attempt-started')?.decision.reason ?? '';
  const acceptance = story.find((event) => event.type === 'attempt-accepted');
  const end = story.find((event) => event.type === 'attempt-ended');
  // A submit that has not been answered yet may have been accepted.
  const unaccepted = end !== undefined && unsent.has(end.outcome) ? 'refused' : 'unknown';
  return {
    taskId: first?.taskId ?? '',
    attemptId: first?.attemptId ?? '',
    providerId: first?.providerId ?? '',
    ticketId: acceptance?.ticket?.id,
    outcome: acceptance === undefined ? unaccepted : 'accepted',
    reason,
    explained: !needNoExplanation.has(reason),
  };
}
