import type { JsonValue } from '@understudy/core/provider';

import { isJsonObject, type JsonObject } from '../reply/parse-json.ts';
import { readId } from '../reply/read-id.ts';
import { readSolution } from '../reply/read-solution.ts';
import { readPrice } from '../reply/read-words.ts';
import { malformed, refused, type Reply } from '../reply/reply.ts';
import { isIntegerText, type TaskTicket } from '../service/task-ticket.ts';
import type { Acceptance, Answer } from '../service/wire-call.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import { decodeCreateTask } from './decode-create-task.ts';

/** Reads what createTask replies. Services that recognise pictures themselves answer within it. */
export function readAcceptance(body: string, type: CompatibleTaskType): Reply<Acceptance> {
  const decoded = decodeCreateTask(body);
  if (decoded.status !== 'ok') return decoded;
  const reply = decoded.value;
  const id = readId(reply['taskId']);
  const ticket = id === undefined ? undefined : ticketOf({ id, type, body });
  const ready = reply['status'] === 'ready' ? readReady(reply, type) : undefined;
  if (ready?.status === 'ok')
    return { status: 'ok', value: { status: 'solved', answer: ready.value, ticket } };
  return ticket === undefined
    ? malformed('no-id')
    : { status: 'ok', value: { status: 'accepted', ticket } };
}

interface WrittenId {
  readonly id: string;
  readonly type: CompatibleTaskType;
  readonly body: string;
}

/** Whether the id was a number is told by its text, because a long one no longer is one once it is read. */
const ticketOf = ({ id, type, body }: WrittenId): TaskTicket =>
  /"taskId"\s*:\s*\d/.test(body) && isIntegerText(id)
    ? { id, type, isInteger: true }
    : { id, type };

/** Reads what getTaskResult replies. */
export function readResult(body: string, type: CompatibleTaskType): Reply<Answer> {
  const decoded = decodeCreateTask(body);
  if (decoded.status !== 'ok') return decoded;
  const { status } = decoded.value;
  if (status === 'processing' || status === 'idle') return { status: 'pending' };
  if (status === 'ready') return readReady(decoded.value, type);
  return status === 'failed' ? refused(status) : malformed('unknown-status');
}

function readReady(reply: JsonObject, type: CompatibleTaskType): Reply<Answer> {
  const answer = reply['solution'] ?? null;
  const solution = readSolution({
    type,
    answer: type === 'raw' || !isJsonObject(answer) ? answer : commonShape(answer),
    beside: type === 'raw' && isJsonObject(answer) ? { ...answer } : {},
  });
  if (solution === undefined) return malformed('no-answer');
  return { status: 'ok', value: { solution, price: readPrice(reply['cost']) } };
}

/**
 * The shapes that only this dialect has: CapSolver counts cells from 0 (`objects`), or says of a single one whether
 * it is (`hasObject`), and anti-captcha's AntiBotCookieTask names the browser in a `fingerprint`.
 */
function commonShape(solution: JsonObject): JsonObject {
  const { objects, type, hasObject, fingerprint } = solution;
  const userAgent = isJsonObject(fingerprint) ? fingerprint['self.navigator.userAgent'] : undefined;
  return {
    ...(userAgent === undefined ? {} : { userAgent }),
    // Another type says `false` of a grid in which it found no cells.
    ...(type === 'single' && typeof hasObject === 'boolean' ? { cells: [hasObject] } : {}),
    ...(Array.isArray(objects) ? { cells: objects.map(oneMore) } : {}),
    ...solution,
  };
}

const oneMore = (cell: JsonValue): JsonValue => (typeof cell === 'number' ? cell + 1 : cell);
