import type { Dialect } from '../dialects/dialect.ts';
import { notFound, textReply } from '../dialects/replies.ts';
import type { WireReply, WireRequest } from '../dialects/wire.ts';
import type { WireStyle } from '../dialects/wire-style.ts';
import { errorPage } from '../faults/error-page.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { type HeaderFault, headerFaultOf } from '../faults/header-fault.ts';
import { changeReply } from '../faults/replies/change-reply.ts';
import type { WordingFault } from '../faults/wording-fault.ts';
import type { EventLog } from '../journal/event-log.ts';
import { spoiledDelivery } from '../network/spoiled-delivery.ts';
import { statusReply } from '../network/status-reply.ts';
import { CallFacts } from './call-facts.ts';
import type { CallbackDesk } from './callback-desk.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import type { Gate } from './gate.ts';
import type { Delivery, Handled } from './handled.ts';
import { handledOf } from './handled-of.ts';
import type { Orders } from './orders.ts';
import { recordRequest } from './request-record.ts';
import { SubjectCounter } from './request-subject.ts';
import type { RestartKeeps } from './restart-keeps.ts';
import type { RuleDesk } from './rule-desk.ts';
import type { Service } from './service.ts';
import type { ServiceAnswer } from './service-answer.ts';
import { withoutParameter } from './without-parameter.ts';

/** What a core is made of. */
export interface FakeCoreParts {
  readonly dialect: Dialect;
  readonly style: WireStyle;
  readonly service: Service;
  readonly gate: Gate;
  readonly callbacks: CallbackDesk;
  readonly rules: RuleDesk;
  readonly log: EventLog;
  /** Settles what looks like chance. */
  readonly seed: string;
  /** Whether a request may ask for a fault itself. */
  readonly hasHeaderFaults: boolean;
  /** The fake's wall clock. */
  readonly epochMs: () => number;
}

/** What a reply told the client for good, once it has left. */
interface Told {
  readonly answer?: ServiceAnswer | undefined;
}

interface Restart {
  readonly keeps: RestartKeeps;
  /** Milliseconds since the fake started. */
  readonly now: number;
  /** The journal's number of the request at which a rule strikes. */
  readonly request?: number;
}

const reply = (content: WireReply, afterMs = 0): Delivery => ({
  kind: 'reply',
  reply: content,
  afterMs,
});

const unavailable = errorPage({ status: 503, shownStatus: 503, isHtml: true });

/** The fake itself speaks, and the journal has nothing of it. */
const aside = (content: WireReply): Handled => ({
  delivery: reply(content),
  flushed: () => undefined,
  lost: () => undefined,
});

const journalIsFull = aside(textReply('the journal of this fake is full: start another', 503));

/** The fake without a socket: a request and an instant go in, what goes out on the wire comes back. */
export class FakeCore {
  readonly #parts: FakeCoreParts;
  readonly #subjects: SubjectCounter;
  #lastAcceptedId: string | undefined;

  constructor(parts: FakeCoreParts) {
    this.#parts = parts;
    this.#subjects = new SubjectCounter(parts.service);
  }

  /** @param now milliseconds since the fake started; never runs backwards. */
  handle(wire: WireRequest, now: number): Handled {
    const { dialect, style, service, log, rules } = this.#parts;
    if (log.isFull) return journalIsFull;
    const header = this.#headerFaultOf(wire);
    if (header !== undefined && 'refusal' in header) return aside(header.refusal);
    service.table.advance(now);
    const decoded = dialect.decode(wire, style);
    const { call } = decoded;
    const about = this.#subjects.next(call, now);
    const request = recordRequest({ wire, call, subject: about.subject, service, log, now });
    const facts = new CallFacts({ wire, call, about, service, request });
    const exchange = exchangeOf({ wire, decoded, about, facts, asked: header?.fault, now });
    return this.#obey(rules.planFor(exchange), exchange);
  }

  /** Begins anew; see `restart()` of the fake's controls. */
  restart({ keeps, now, request }: Restart): void {
    const { service, gate, log } = this.#parts;
    log.append(now, { kind: 'restarted', subject: 'service', keeps, request });
    service.restart(keeps, now);
    gate.restart(now);
  }

  #headerFaultOf({ fault }: WireRequest): HeaderFault | undefined {
    return this.#parts.hasHeaderFaults && fault !== undefined ? headerFaultOf(fault) : undefined;
  }

  #obey(plan: FaultPlan, exchange: Exchange): Handled {
    switch (plan.kind) {
      case 'serve':
        return this.#serve(exchange, plan.orders, plan.afterMs);
      case 'restart':
        this.restart({ keeps: plan.keeps, now: exchange.now, request: exchange.request });
        return this.#serve(exchange, {}, 0);
      case 'refuse': {
        const refused = this.#refuse(exchange, { kind: 'refused', refusal: plan.refusal });
        return this.#answer(exchange, refused, 0);
      }
      case 'say': {
        if (plan.isHandled) this.#perform(exchange, {});
        const { word, errorId, isKeyShown } = plan.words;
        const key = exchange.call?.apiKey ?? '';
        const detail = isKeyShown === true ? `the key ${key} is not known` : undefined;
        return this.#answer(exchange, { kind: 'worded', word, errorId, detail }, 0);
      }
      case 'alter':
        return this.#alter(exchange, plan.fault);
      case 'spoil':
        return this.#spoil(exchange, plan);
      case 'reply-status': {
        if (plan.isHandled) this.#perform(exchange, {});
        const { url, host } = exchange;
        const terms = { url, host, epochMs: this.#parts.epochMs() };
        return this.#handled(exchange, reply(statusReply(plan.fault, terms)), {});
      }
      case 'replace': {
        if (plan.isHandled) this.#perform(exchange, {});
        const { delivery } = plan;
        const sent = typeof delivery === 'string' ? ({ kind: delivery } as const) : reply(delivery);
        return this.#handled(exchange, sent, {});
      }
    }
  }

  /** What a limit of the service's own forbids is not done. */
  #serve(exchange: Exchange, orders: Orders, afterMs: number): Handled {
    const { gate } = this.#parts;
    const { call, now, nth, sinceLastMs } = exchange;
    const waitMs = afterMs + gate.coldForMs(now);
    const no = call && gate.refuses({ call, now, nth, sinceLastMs });
    if (no === undefined) return this.#answer(exchange, this.#perform(exchange, orders), waitMs);
    if ('refusal' in no) {
      const refused = this.#refuse(exchange, { kind: 'refused', refusal: no.refusal });
      return this.#answer(exchange, refused, waitMs);
    }
    this.#refuse(exchange, { kind: 'refused', refusal: 'rate-limited' });
    const page = errorPage({ ...no, shownStatus: no.status, isHtml: false });
    return this.#handled(exchange, reply(page, waitMs), {});
  }

  #spoil(exchange: Exchange, { isHandled, fault }: Extract<FaultPlan, { kind: 'spoil' }>): Handled {
    const answer = isHandled ? this.#perform(exchange, {}) : undefined;
    if (answer?.kind === 'silent') return this.#handled(exchange, { kind: 'hang' }, {});
    const unhandled = isHandled ? notFound() : unavailable;
    const content = answer === undefined ? unhandled : exchange.encode(answer);
    const entropy = `${this.#parts.seed}/${exchange.subject}/${exchange.nth}`;
    const delivery = spoiledDelivery(fault, { reply: content, entropy });
    const afterMs = answer?.kind === 'settled' ? answer.afterMs : 0;
    return this.#handled(exchange, { ...delivery, afterMs }, { answer });
  }

  #alter(exchange: Exchange, fault: WordingFault): Handled {
    const { dialect, rules, service, epochMs } = this.#parts;
    const olderTaskId = this.#lastAcceptedId;
    const answer = this.#perform(exchange, {});
    if (answer === undefined || answer.kind === 'silent') {
      rules.warn(exchange, `"${fault.kind}" changes replies, and there is none`);
      return this.#answer(exchange, answer, 0);
    }
    const { isJson, subject, encode } = exchange;
    const context = { answer, isJson, subject, encode, olderTaskId } as const;
    const change = changeReply(fault, exchange.encode(answer), {
      ...context,
      family: dialect.family,
      epochMs: epochMs(),
    });
    if ('impossible' in change) {
      rules.warn(exchange, `"${fault.kind}": ${change.impossible}`);
      return this.#answer(exchange, answer, 0);
    }
    const [asked] = exchange.facts.taskIds ?? [];
    const task = asked === undefined ? undefined : service.table.find(asked);
    if (change.answerText !== undefined && task !== undefined) {
      service.table.addAnswer(change.answerText, task);
    }
    const solvingMs = answer.kind === 'settled' ? answer.afterMs : 0;
    const told: Told = change.isIntact ? { answer } : {};
    return this.#handled(exchange, reply(change.reply, solvingMs), told);
  }

  /** Undefined where there is nothing at the path. */
  #perform(exchange: Exchange, asked: Orders): ServiceAnswer | undefined {
    const { now, request, subject } = exchange;
    const { service, callbacks, rules } = this.#parts;
    const { call, orders, complaint } = withoutParameter(exchange, asked);
    if (complaint !== undefined) rules.warn(exchange, complaint);
    if (call === undefined) return undefined;
    if (orders.isFree === true && call.kind === 'submit' && service.priceOf(call.task.type) === 0) {
      rules.warn(exchange, '"uncharged": tasks cost nothing here');
    }
    const callbackFault = rules.callbackFaultFor(exchange);
    const isInstant = callbackFault?.kind === 'callback-early';
    const terms = { now, request, subject, orders: isInstant ? { ...orders, isInstant } : orders };
    const answer = service.perform(call, terms);
    if (answer.kind === 'accepted') this.#lastAcceptedId = answer.task.id;
    const url = call.kind === 'submit' ? call.callbackUrl : undefined;
    if (url !== undefined && answer.kind === 'accepted') {
      service.table.advance(now);
      callbacks.plan(answer.task, url, callbackFault);
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
    if (answer === undefined) return this.#handled(exchange, reply(notFound(), afterMs), {});
    if (answer.kind === 'silent') return this.#handled(exchange, { kind: 'hang' }, {});
    const solvingMs = answer.kind === 'settled' ? answer.afterMs : 0;
    const sent = reply(exchange.encode(answer), solvingMs + afterMs);
    return this.#handled(exchange, sent, { answer });
  }

  #handled(exchange: Exchange, delivery: Delivery, { answer }: Told): Handled {
    return handledOf({ exchange, delivery, answer }, this.#parts);
  }
}
