import type { CallbackNotice, CallbackRequest } from '@understudy/core/provider';

import { callbackId } from '../service/callback-id.ts';
import type { CallbackReading } from '../service/callback-style.ts';
import { readTicket } from '../service/task-ticket.ts';

/** uCaptcha calls the id `captcha_id`; everybody else calls it `id`. */
const usualIdNames = ['id', 'captcha_id'];

/** Reads which ticket a callback speaks of (protocols.md, sections 1.6, 2.1 and 2.2). */
export function readCallback(
  request: CallbackRequest,
  reading: CallbackReading = {},
): CallbackNotice | undefined {
  const id = callbackId(request, { ...reading, usualIdNames });
  const ticket = id === undefined ? undefined : readTicket({ id, type: request.taskType });
  return ticket === undefined ? undefined : { ticket };
}
