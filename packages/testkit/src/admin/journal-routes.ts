import { strictObject, parseOptions } from '@understudy/core/provider';
import * as z from 'zod';

import { failureReport } from '../journal/failure-report.ts';
import { mannersVerdicts, moneyVerdicts } from '../journal/plain-verdicts.ts';
import type { JournalRecord } from '../journal/journal-record.ts';
import type { RouterDecisions } from '../journal/router-decisions.ts';
import { type AdminReply, json } from './admin-reply.ts';
import { eventStream } from './event-stream.ts';
import { metricsOf } from './metrics-of.ts';
import type { Route } from './route.ts';

const maxEvents = 10_000;
const maxAttempts = 100_000;
/** Room for an attempt, its id in `openTicketIds` included: twice what a router's own take. */
const attemptBytes = 640;

const pageSchema = strictObject({
  /** Only what happened after the event of this number. */
  since: z.coerce.number().int().min(0).optional(),
  kind: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(maxEvents).optional(),
});

const decisionsSchema = strictObject({
  attempts: z
    .array(
      strictObject({
        taskId: z.string(),
        attemptId: z.string(),
        providerId: z.string(),
        ticketId: z.string().optional(),
        outcome: z.enum(['accepted', 'unknown', 'refused']),
        reason: z.string(),
        explained: z.boolean(),
      }),
    )
    .max(maxAttempts),
  openTicketIds: z.array(z.string()).max(maxAttempts).optional(),
  providerId: z.string().optional(),
});

/** 409 when money was paid twice or lost; what a service would merely mind is told beside it. */
function verdictReply(record: JournalRecord, decisions?: RouterDecisions): AdminReply {
  const money = moneyVerdicts(record, decisions);
  const manners = mannersVerdicts(record);
  const isClean = money.every((verdict) => verdict.isClean);
  const report = [...money, ...manners].map(failureReport).join('\n');
  return json({ isClean, money, manners, report }, isClean ? 200 : 409);
}

/** What the fake saw and did, and what follows from it. */
export const journalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'journal',
    handle: ({ target, query }) => {
      const page = parseOptions(pageSchema, Object.fromEntries(query), 'journal');
      const { since = 0, kind, limit = 1_000 } = page;
      const events = target.engine.journal.events
        .slice(since)
        .filter((event) => kind === undefined || event.kind === kind)
        .slice(0, limit);
      return json({ events });
    },
  },
  {
    method: 'GET',
    path: 'journal/verdict',
    handle: ({ target }) => verdictReply(target.engine.journal.record),
  },
  {
    method: 'POST',
    path: 'journal/verdict',
    maxBodyBytes: maxAttempts * attemptBytes,
    handle: ({ target, body }) =>
      verdictReply(
        target.engine.journal.record,
        parseOptions(decisionsSchema, body, 'journal/verdict'),
      ),
  },
  {
    method: 'GET',
    path: 'unmatched',
    handle: ({ target }) => json({ unmatched: target.engine.unmatched }),
  },
  { method: 'GET', path: 'events', handle: ({ target }) => eventStream(target) },
  {
    method: 'GET',
    path: 'metrics',
    handle: ({ target }) => ({
      kind: 'text',
      contentType: 'text/plain; version=0.0.4',
      body: metricsOf(target.engine.journal),
    }),
  },
];
