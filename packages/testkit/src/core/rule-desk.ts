import type { CallbackFault } from '../faults/callback-fault.ts';
import { isCallbackFault } from '../faults/callback-fault.ts';
import { type FaultPlan, faultPlanOf } from '../faults/fault-plan.ts';
import { faultHeader } from '../faults/header-fault.ts';
import type { RuleBook, RuleMatch } from '../faults/rule-book.ts';
import { magicFaultOf } from '../faults/magic-words.ts';
import type { EventLog } from '../journal/event-log.ts';
import type { Draws } from './draws.ts';
import type { Exchange } from './exchange.ts';

interface RuleDeskInit {
  readonly rules: RuleBook;
  readonly draws: Draws;
  readonly hasMagicWords: boolean;
  readonly log: EventLog;
}

/** What strikes a request, and in whose name. */
type Strike = Pick<RuleMatch, 'name' | 'draw' | 'fault'>;

/** Asks the rules what is to be done with a request, and writes down what they say. */
export class RuleDesk {
  readonly #init: RuleDeskInit;

  constructor(init: RuleDeskInit) {
    this.#init = init;
  }

  /** A header comes before the rules, and these before the magic words in a submit. */
  planFor(exchange: Exchange): FaultPlan {
    const { asked, call } = exchange;
    if (asked !== undefined && !isCallbackFault(asked))
      return this.#plan(exchange, { name: faultHeader, fault: asked });
    if (asked !== undefined && (call?.kind !== 'submit' || call.callbackUrl === undefined))
      this.warn(exchange, `"${asked.kind}" strikes callbacks, and this request asks for none`);
    const { rules, hasMagicWords } = this.#init;
    const { facts, now } = exchange;
    const match = rules.match(facts, now);
    const magic = match === undefined && hasMagicWords ? magicFaultOf(facts) : undefined;
    const fault = magic === undefined ? match?.fault : magic.fault;
    const name = magic === undefined ? match?.name : magic.word;
    if (fault === undefined || name === undefined) return faultPlanOf({ kind: 'pass' }, () => 0);
    return this.#plan(exchange, { name, fault, draw: match?.draw });
  }

  #plan(exchange: Exchange, strike: Strike): FaultPlan {
    const { subject, nth } = exchange;
    const { name, fault } = strike;
    this.#write(exchange, strike);
    const stream = `${name}/${fault.kind}`;
    return faultPlanOf(fault, () => this.#init.draws({ stream, key: subject, call: nth }).value);
  }

  /** Only a submit that names a callback URL has callbacks, whose fate is settled with it. */
  callbackFaultFor(exchange: Exchange): CallbackFault | undefined {
    const { call, facts, now, asked } = exchange;
    if (call?.kind !== 'submit' || call.callbackUrl === undefined) return undefined;
    if (asked !== undefined && isCallbackFault(asked)) {
      this.#write(exchange, { name: faultHeader, fault: asked });
      return asked;
    }
    const match = this.#init.rules.match(facts.ofCallbacks, now);
    if (match === undefined) return undefined;
    this.#write(exchange, match);
    return isCallbackFault(match.fault) ? match.fault : undefined;
  }

  /** A fault that is not on the wire must not be silent. */
  warn({ subject, request, now }: Exchange, why: string): void {
    this.#init.log.append(now, {
      kind: 'warning',
      subject,
      warning: 'fault-without-effect',
      message: why,
      request,
    });
  }

  #write({ subject, request, now }: Exchange, { name: rule, fault, draw }: Strike): void {
    const entry = {
      kind: 'rule-applied',
      subject,
      request,
      rule,
      fault: fault.kind,
      draw,
    } as const;
    this.#init.log.append(now, entry);
  }
}
