import type { Draw, Draws } from '../core/draws.ts';
import type { FakeTaskType } from '../core/fake-task-type.ts';
import type { Endpoint } from '../core/service-call.ts';
import { isCallbackFault } from './callback-fault.ts';
import type { Condition } from './condition.ts';
import { defaultEndpoints } from './default-endpoints.ts';
import { type EarlyStage, earlyStageOf } from './network/connection-fault.ts';
import { type ListenerOutlook, listenerOutlook } from './listener-state.ts';
import { isListenerFault, isShield, type Rule } from './rule.ts';

/** What rules can tell of a request. */
export interface RequestFacts {
  readonly endpoint: Endpoint | 'callback' | 'other';
  readonly apiKey: string;
  /** The types of the tasks that it is about. */
  readonly taskTypes: readonly FakeTaskType[];
  /** What it is about: the key of its draws. */
  readonly subject: string;
  /** Which request of this endpoint about this subject it is, from 1. */
  readonly nth: number;
}

/** The rule that takes a request. */
export interface RuleMatch {
  readonly name: string;
  readonly rule: Rule;
  /** Present when chance was asked. */
  readonly draw?: Draw | undefined;
}

interface Entry {
  readonly name: string;
  readonly rule: Rule;
  /** How many requests got as far as this rule and met all but its counts and its chance. */
  seen: number;
}

/** Rules in the order in which they are asked: the latest addition first, and each addition in its own order. */
export class RuleBook {
  #entries: Entry[] = [];
  #additions = 0;
  readonly #draws: Draws;

  constructor(draws: Draws) {
    this.#draws = draws;
  }

  /** Puts rules before those that are already there; returns what takes them away again. */
  add(rules: readonly Rule[]): () => void {
    const added = rules.map((rule) => {
      this.#additions += 1;
      return { name: rule.label ?? `rule-${this.#additions}`, rule, seen: 0 };
    });
    this.#entries = [...added, ...this.#entries];
    return () => {
      this.#entries = this.#entries.filter((entry) => !added.includes(entry));
    };
  }

  clear(): void {
    this.#entries = [];
  }

  /** The rules in the order in which they are asked. */
  get rules(): readonly Rule[] {
    return this.#entries.map(({ rule }) => rule);
  }

  /** The first rule that takes a request. */
  match(facts: RequestFacts, now: number): RuleMatch | undefined {
    for (const entry of this.#entries) {
      const { rule, name } = entry;
      const { when = {} } = rule;
      const isLater = earlyStageOf(rule.inject.kind) === undefined;
      if (!isLater || isListenerFault(rule.inject) || !meets(rule, facts, now)) continue;
      entry.seen += 1;
      if (!isCountMet(when, entry.seen)) continue;
      if (when.probability === undefined) return { name, rule };
      const stream = `${name}/${facts.endpoint}`;
      const draw = this.#draws({ stream, key: facts.subject, call: facts.nth });
      if (draw.value < when.probability) return { name, rule, draw };
    }
    return undefined;
  }

  /**
   * The first rule that strikes a lookup, a connection or a handshake.
   * @param nth which of its stage it is, from 1: the key of its draw.
   */
  matchEarly(
    stage: EarlyStage,
    { nth, now }: { readonly nth: number; readonly now: number },
  ): RuleMatch | undefined {
    for (const entry of this.#entries) {
      const { rule, name } = entry;
      const { when = {}, inject } = rule;
      const { fromMs = 0, untilMs = Infinity } = when;
      if (now < fromMs || now >= untilMs) continue;
      if (isShield(rule)) return undefined;
      if (earlyStageOf(inject.kind) !== stage) continue;
      entry.seen += 1;
      if (!isCountMet(when, entry.seen)) continue;
      if (when.probability === undefined) return { name, rule };
      const draw = this.#draws({ stream: `${name}/${stage}`, key: stage, call: nth });
      if (draw.value < when.probability) return { name, rule, draw };
    }
    return undefined;
  }

  /** What the rules ask of the listener at an instant. */
  listenerOutlook(now: number): ListenerOutlook {
    return listenerOutlook(this.#entries, now);
  }
}

function meets({ when = {}, inject }: Rule, facts: RequestFacts, now: number): boolean {
  const { endpoint, taskType, apiKey, fromMs = 0, untilMs = Infinity } = when;
  if (now < fromMs || now >= untilMs) return false;
  if (apiKey !== undefined && apiKey !== facts.apiKey) return false;
  if (taskType !== undefined && !facts.taskTypes.includes(taskType)) return false;
  const isOfCallbacks = isCallbackFault(inject) || endpoint === 'callback';
  if (isOfCallbacks !== (facts.endpoint === 'callback')) return false;
  if (isOfCallbacks || endpoint === 'any') return true;
  if (endpoint !== undefined) return endpoint === facts.endpoint;
  const usual = defaultEndpoints[inject.kind];
  return usual === undefined || usual.some((one) => one === facts.endpoint);
}

function isCountMet({ first, nth, after, every }: Condition, seen: number): boolean {
  return (
    (first === undefined || seen <= first) &&
    (nth === undefined || seen === nth) &&
    (after === undefined || seen > after) &&
    (every === undefined || seen % every === 0)
  );
}
