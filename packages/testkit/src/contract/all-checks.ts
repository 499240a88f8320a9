import type { Check } from './check.ts';
import { batchChecks } from './checks/batches.ts';
import { callbackChecks } from './checks/callbacks.ts';
import { declarationChecks } from './checks/declaration.ts';
import { endingChecks } from './checks/ending-calls.ts';
import { errorShapeChecks } from './checks/error-shape.ts';
import { errorStatusChecks } from './checks/error-statuses.ts';
import { errorWordChecks } from './checks/error-words.ts';
import { hygieneChecks } from './checks/hygiene.ts';
import { networkChecks } from './checks/network.ts';
import { optionalMemberChecks } from './checks/optional-members.ts';
import { pollAnswerChecks } from './checks/poll-answer.ts';
import { pollResultChecks } from './checks/poll-result.ts';
import { pollTicketChecks } from './checks/poll-ticket.ts';
import { submitFieldChecks } from './checks/submit-fields.ts';
import { submitMoneyChecks } from './checks/submit-money.ts';
import { submitRequestChecks } from './checks/submit-request.ts';
import { submitSolvedChecks } from './checks/submit-solved.ts';
import { timeChecks } from './checks/time.ts';

/** Every check, in the order of the ids. */
export const allChecks: readonly Check[] = [
  ...declarationChecks,
  ...networkChecks,
  ...hygieneChecks,
  ...optionalMemberChecks,
  ...batchChecks,
  ...callbackChecks,
  ...submitMoneyChecks,
  ...submitRequestChecks,
  ...submitFieldChecks,
  ...submitSolvedChecks,
  ...pollAnswerChecks,
  ...pollResultChecks,
  ...pollTicketChecks,
  ...errorWordChecks,
  ...errorStatusChecks,
  ...errorShapeChecks,
  ...endingChecks,
  ...timeChecks,
].toSorted((left, right) => (left.id < right.id ? -1 : 1));
