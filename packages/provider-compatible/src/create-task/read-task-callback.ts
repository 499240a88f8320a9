import type { CallbackNotice, CallbackRequest } from '@understudy/core/provider';

import { callbackId } from '../service/callback-id.ts';
import type { CallbackReading } from '../service/callback-style.ts';
import { isIntegerText, readTicket } from '../service/task-ticket.ts';

/** 2captcha's second API calls back as its first one does, with an `id`; everybody else repeats the `taskId`. */
const usualIdNames = ['taskId', 'id'];

/** Reads which ticket a callback speaks of. The answer in it is left alone, because nothing proves who wrote it. */
export function readTaskCallback(
  request: CallbackRequest,
  reading: CallbackReading = {},
): CallbackNotice | undefined {
  const id = callbackId(request, { ...reading, usualIdNames });
  if (id === undefined) return undefined;
  // Services of this dialect number their tasks or give them UUIDs, and no UUID is all digits.
  const isNumber = isIntegerText(id) ? { isInteger: true } : {};
  const ticket = readTicket({ id, type: request.taskType, ...isNumber });
  return ticket === undefined ? undefined : { ticket };
}
