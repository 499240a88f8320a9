import type { AskedRequest } from './fetch-carrier.ts';
import { type FuzzedTicket, isAskedTogether, type Question } from './question.ts';

/** What is wrong with how a provider asked: too often, not at all, or about another ticket. */
export function problemOfRequest(
  asked: readonly AskedRequest[],
  question: Question,
): string | undefined {
  const { operation, isRefusedUnsent, tickets } = question;
  const wanted = operation === 'readCallback' || isRefusedUnsent ? 0 : 1;
  if (asked.length !== wanted) return `sends ${asked.length} requests instead of ${wanted}`;
  const [request] = asked;
  if (request === undefined || !['poll', 'report', 'pollMany'].includes(operation))
    return undefined;
  const isAbout =
    question.decoder.dialect === 'createTask'
      ? request.body.includes(`"taskId":${writtenId(tickets[0])}`)
      : formIn(request).get(operation === 'pollMany' ? 'ids' : 'id') === listedIds(question);
  return isAbout ? undefined : 'asks about another ticket';
}

/** A number goes back as a number, digit for digit. */
const writtenId = (ticket: FuzzedTicket | undefined): string =>
  ticket?.isInteger === true ? ticket.id : JSON.stringify(ticket?.id);

const listedIds = ({ operation, tickets }: Question): string =>
  tickets
    .filter((ticket) => operation !== 'pollMany' || isAskedTogether(ticket))
    .map(({ id }) => id)
    .join(',');

const formIn = ({ url, body }: AskedRequest): URLSearchParams =>
  new URLSearchParams(body === '' ? url.slice(url.indexOf('?') + 1) : body);
