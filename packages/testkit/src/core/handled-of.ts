import type { EventLog } from '../journal/event-log.ts';
import { recordDelivery } from './delivery-record.ts';
import type { Exchange } from './exchange.ts';
import type { Delivery, Handled } from './handled.ts';
import { retryAfterOf } from './retry-after-of.ts';
import type { Service } from './service.ts';
import type { ServiceAnswer } from './service-answer.ts';

interface Outgoing {
  readonly exchange: Exchange;
  readonly delivery: Delivery;
  /** What the delivery tells the client for good, once it has left. */
  readonly answer?: ServiceAnswer | undefined;
}

/** A delivery, with what the journal is to be told of its end. */
export function handledOf(
  { exchange: { subject, request }, delivery, answer }: Outgoing,
  { log, service }: { readonly log: EventLog; readonly service: Service },
): Handled {
  const isCallbackFirst = answer?.kind === 'accepted' && answer.isCallbackFirst === true;
  return {
    delivery,
    callbackFirst: isCallbackFirst ? answer.task.id : undefined,
    flushed: (now) => {
      service.table.advance(now);
      if (answer !== undefined) recordDelivery(answer, { log, now, request });
      const seconds = delivery.kind === 'reply' ? retryAfterOf(delivery.reply) : undefined;
      if (seconds !== undefined)
        log.append(now, { kind: 'retry-after-delivered', subject, request, seconds });
    },
    lost: (now, why) => {
      service.table.advance(now);
      log.append(now, { kind: 'reply-lost', subject, request, why });
    },
  };
}
