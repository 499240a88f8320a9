import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import type { TicketRecord } from '../errors/ticket-record.ts';
import type { Ticket } from '../provider/ticket.ts';
import type { Account } from './account.ts';
import { ResumeRun } from './resume-run.ts';
import type { RunServices } from './router-services.ts';
import type { RunningWork } from './running-work.ts';
import { taskKey } from './task-key.ts';

export interface TicketToResume {
  readonly record: TicketRecord & { readonly ticket: Ticket };
  readonly account: Account;
}

/**
 * The one collection of a ticket: that which is under way, or a new one. Two of them would poll it below the floor.
 * @throws {OptionsInvalidError} when another ticket is collected under that name.
 */
export function resumeTicket(
  { record, account }: TicketToResume,
  { services, work }: { readonly services: RunServices; readonly work: RunningWork },
): ResumeRun {
  const known = work.resumeOf(record.attemptId);
  const attempt = work.polledAttempt(record.attemptId);
  const held = known?.record ?? attempt?.state.openTicket;
  if (held !== undefined && referenceOf(held) !== referenceOf(record)) {
    const message = `resume: option "ticket": the attempt "${record.attemptId}" is being collected with another ticket`;
    throw new OptionsInvalidError({ option: 'ticket', message });
  }
  if (known !== undefined) return known;
  const run = new ResumeRun({ record, account, attempt }, services);
  work.addResume(run);
  return run;
}

const referenceOf = ({ providerId, ticket }: TicketRecord): string => taskKey([providerId, ticket]);
