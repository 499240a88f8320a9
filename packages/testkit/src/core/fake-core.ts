import type { DecodedRequest, Dialect } from '../dialects/dialect.ts';
import { notFound, textReply } from '../dialects/replies.ts';
import type { WireReply, WireRequest } from '../dialects/wire.ts';
import type { WireStyle } from '../dialects/wire-style.ts';
import type { Fault } from '../faults/fault.ts';
import { errorPage } from '../faults/error-page.ts';
import { type FaultPlan, faultPlanOf } from '../faults/fault-plan.ts';
import type { RuleBook, RuleMatch } from '../faults/rule-book.ts';
import { type CallbackFault, isCallbackFault } from '../faults/callback-fault.ts';
import type { EventLog } from '../journal/event-log.ts';
import { spoiledDelivery } from '../network/spoiled-delivery.ts';
import { statusReply } from '../network/status-reply.ts';
import type { CallbackDesk } from './callback-desk.ts';
import { recordDelivery } from './delivery-record.ts';
import type { Delivery, Handled } from './handled.ts';
import type { Orders } from './orders.ts';
import { retryAfterOf } from './retry-after-of.ts';
import { recordRequest, tasksAskedAbout } from './request-record.ts';
import { type RequestSubject, SubjectCounter } from './request-subject.ts';
import type { Service } from './service.ts';
import type { ServiceAnswer } from './service-answer.ts';
import { endpointOf } from './service-call.ts';

/** What a core is made of. */
export interface FakeCoreParts {
  readonly dialect: Dialect;
  readonly style: WireStyle;
  readonly service: Service;
  readonly callbacks: CallbackDesk;
  readonly rules: RuleBook;
  readonly log: EventLog;
  /** Settles what looks like chance. */
  readonly seed: string;
  /** The fake's wall clock. */
  readonly epochMs: () => number;
}

interface Exchange extends RequestSubject, DecodedRequest {
  readonly now: number;
  /** The journal's number of the request. */
  readonly request: number;
}

const reply = (content: WireReply, afterMs = 0): Delivery => ({
  kind: 'reply',
  reply: content,
  afterMs,
});

const unavailable = errorPage({ status: 503, shownStatus: 503, isHtml: true });

const journalIsFull: Handled = {
  delivery: reply(textReply('the journal of this fake is full: start another', 503)),
  flushed: () => undefined,
  lost: () => undefined,
};

/** The fake without a socket: a request and an instant go in, what goes out on the wire comes back. */
export class FakeCore {
  readonly #parts: FakeCoreParts;
  readonly #subjects: SubjectCounter;

  constructor(parts: FakeCoreParts) {
    this.#parts = parts;
    this.#subjects = new SubjectCounter(parts.service);
  }

  /** @param now milliseconds since the fake started; never runs backwards. */
  handle(wire: WireRequest, now: number): Handled {
    const { dialect, style, service, log } = this.#parts;
    if (log.isFull) return journalIsFull;
    service.table.advance(now);
    const decoded = dialect.decode(wire, style);
    const { call } = decoded;
    const about = this.#subjects.next(call);
    const request = recordRequest({ wire, call, subject: about.subject, service, log, now });
    const exchange: Exchange = { ...decoded, ...about, now, request };
    const plan = faultPlanOf(this.#chooseFault(exchange));
    switch (plan.kind) {
      case 'serve':
        return this.#answer(exchange, this.#perform(exchange, plan.orders), plan.afterMs);
      case 'refuse':
        return this.#answer(
          exchange,
          this.#refuse(exchange, { kind: 'refused', refusal: plan.refusal }),
          0,
        );
      case 'replace': {
        if (plan.isHandled) this.#perform(exchange, {});
        return this.#handled(exchange, { kind: plan.delivery });
      }
      case 'spoil':
        return this.#spoil(exchange, plan);
      case 'say': {
        if (plan.isHandled) this.#perform(exchange, {});
        const { url, host = 'localhost' } = wire;
        const terms = { url, host, epochMs: this.#parts.epochMs() };
        return this.#handled(exchange, reply(statusReply(plan.fault, terms)));
      }
    }
  }

  #chooseFault(exchange: Exchange): Fault {
    const { rules, service } = this.#parts;
    const { call, subject, nth, now } = exchange;
    const submitted = call?.kind === 'submit' ? [call.task.type] : [];
    const asked = tasksAskedAbout(call, service).map(({ init }) => init.type);
    const match = rules.match(
      {
        endpoint: call === undefined ? 'other' : endpointOf(call),
        apiKey: call?.apiKey ?? '',
        taskTypes: [...submitted, ...asked],
        subject,
        nth,
        request: exchange.request,
      },
      now,
    );
    return this.#obey(match, exchange);
  }

  /** Only a submit that names a callback URL has callbacks, whose fate is settled with it. */
  #chooseCallbackFault(exchange: Exchange): CallbackFault | undefined {
    const { call, subject, now } = exchange;
    if (call?.kind !== 'submit' || call.callbackUrl === undefined) return undefined;
    const taskTypes = [call.task.type];
    const facts = {
      endpoint: 'callback',
      apiKey: call.apiKey,
      taskTypes,
      subject,
      nth: 1,
    } as const;
    const fault = this.#obey(this.#parts.rules.match(facts, now), exchange);
    return isCallbackFault(fault) ? fault : undefined;
  }

  #obey(match: RuleMatch | undefined, { subject, request, now }: Exchange): Fault {
    if (match === undefined) return { kind: 'pass' };
    const { name: rule, draw } = match;
    const fault = match.rule.inject;
    this.#parts.log.append(now, {
      kind: 'rule-applied',
      subject,
      request,
      rule,
      fault: fault.kind,
      draw,
    });
    return fault;
  }

  /** Undefined where there is nothing at the path. */
  #perform(exchange: Exchange, orders: Orders): ServiceAnswer | undefined {
    const { call, now, request, subject } = exchange;
    if (call === undefined) return undefined;
    const callbackFault = this.#chooseCallbackFault(exchange);
    const isInstant = callbackFault?.kind === 'callback-early';
    const terms = { now, request, subject, orders: isInstant ? { ...orders, isInstant } : orders };
    const answer = this.#parts.service.perform(call, terms);
    const url = call.kind === 'submit' ? call.callbackUrl : undefined;
    if (url !== undefined && answer.kind === 'accepted') {
      this.#parts.service.table.advance(now);
      this.#parts.callbacks.plan(answer.task, url, callbackFault);
      return isInstant ? { ...answer, isCallbackFirst: true } : answer;
    }
    return answer.kind === 'refused' ? this.#refuse(exchange, answer) : answer;
  }

  #refuse(
    { subject, request, now }: Exchange,
    answer: Extract<ServiceAnswer, { kind: 'refused' }>,
  ): ServiceAnswer {
    this.#parts.log.append(now, { kind: 'refused', subject, request, refusal: answer.refusal });
    return answer;
  }

  #answer(exchange: Exchange, answer: ServiceAnswer | undefined, afterMs: number): Handled {
    if (answer === undefined) return this.#handled(exchange, reply(notFound(), afterMs));
    if (answer.kind === 'silent') return this.#handled(exchange, { kind: 'hang' });
    const solvingMs = answer.kind === 'settled' ? answer.afterMs : 0;
    return this.#handled(exchange, reply(exchange.encode(answer), solvingMs + afterMs), answer);
  }

  #spoil(exchange: Exchange, { isHandled, fault }: Extract<FaultPlan, { kind: 'spoil' }>): Handled {
    const answer = isHandled ? this.#perform(exchange, {}) : undefined;
    if (answer?.kind === 'silent') return this.#handled(exchange, { kind: 'hang' });
    const unhandled = isHandled ? notFound() : unavailable;
    const content = answer === undefined ? unhandled : exchange.encode(answer);
    const entropy = `${this.#parts.seed}/${exchange.subject}/${exchange.nth}`;
    const delivery = spoiledDelivery(fault, { reply: content, entropy });
    const afterMs = answer?.kind === 'settled' ? answer.afterMs : 0;
    return this.#handled(exchange, { ...delivery, afterMs }, answer);
  }

  #handled({ subject, request }: Exchange, delivery: Delivery, answer?: ServiceAnswer): Handled {
    const { log, service } = this.#parts;
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
}
