import type { CallbackFault } from '../faults/callback-fault.ts';
import { isCallbackFault } from '../faults/callback-fault.ts';
import type { Fault } from '../faults/fault.ts';
import { type FaultPlan, faultPlanOf } from '../faults/fault-plan.ts';
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

/** Asks the rules what is to be done with a request, and writes down what they say. */
export class RuleDesk {
  readonly #init: RuleDeskInit;

  constructor(init: RuleDeskInit) {
    this.#init = init;
  }

  /** Rules come before the magic words in a submit. */
  planFor(exchange: Exchange): FaultPlan {
    const { rules, hasMagicWords, draws } = this.#init;
    const { facts, now, subject, nth } = exchange;
    const match = rules.match(facts, now);
    const magic = match === undefined && hasMagicWords ? magicFaultOf(facts) : undefined;
    const fault = magic === undefined ? match?.fault : magic.fault;
    const name = magic === undefined ? match?.name : magic.word;
    if (fault === undefined || name === undefined) return faultPlanOf({ kind: 'pass' }, () => 0);
    this.#write(exchange, { name, fault, draw: match?.draw });
    return faultPlanOf(fault, () => {
      return draws({ stream: `${name}/${fault.kind}`, key: subject, call: nth }).value;
    });
  }

  /** Only a submit that names a callback URL has callbacks, whose fate is settled with it. */
  callbackFaultFor(exchange: Exchange): CallbackFault | undefined {
    const { call, facts, now } = exchange;
    if (call?.kind !== 'submit' || call.callbackUrl === undefined) return undefined;
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

  #write(
    { subject, request, now }: Exchange,
    { name: rule, fault, draw }: Pick<RuleMatch, 'name' | 'draw'> & { readonly fault: Fault },
  ): void {
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
