import type { Draw, Draws } from '../core/draws.ts';
import type { Condition } from './condition.ts';
import type { Fault } from './fault.ts';
import { type ListenerOutlook, listenerOutlook } from './listener-state.ts';
import { asksWhatIsSaid, meets } from './meets.ts';
import type { RequestFacts, Saying } from './request-facts.ts';
import { type EarlyStage, earlyStageOf } from './network/connection-fault.ts';
import { isListenerFault, isShield, type Rule } from './rule.ts';
import { RuleEntry } from './rule-entry.ts';
import { timeWindowOf } from './time-window.ts';

/** The rule that takes a request. */
export interface RuleMatch {
  readonly name: string;
  readonly rule: Rule;
  /** What it injects now. */
  readonly fault: Fault;
  /** Present when chance was asked. */
  readonly draw?: Draw | undefined;
}

/** What of the journal `until` counts. */
export type Tally = (word: keyof NonNullable<Condition['until']>) => number;

interface Strike {
  readonly facts: RequestFacts;
  readonly fault: Fault;
  readonly now: number;
}

const maxPassedOver = 100;

/** A rule that did not take a request. */
export interface PassingEntry {
  readonly entry: RuleEntry;
  /** The fault that it would have made of it. */
  readonly fault: Fault;
  /** How many requests it had counted. */
  readonly seen: number;
  /** Whether its `until` had been reached. */
  readonly isOver: boolean;
}

/** A request that no rule took, and the rules as they stood right after it. */
export interface PassedOver {
  readonly facts: RequestFacts;
  /** What a sound service would have said then, where a rule asks for that; the facts may tell what it would say now. */
  readonly says: Saying | undefined;
  /** Milliseconds since the fake started. */
  readonly now: number;
  readonly entries: readonly PassingEntry[];
}

/** Rules in the order in which they are asked: the latest addition first, and each addition in its own order. */
export class RuleBook {
  #entries: RuleEntry[] = [];
  #additions = 0;
  readonly #passedOver: PassedOver[] = [];
  readonly #draws: Draws;
  readonly #tally: Tally;

  constructor(draws: Draws, tally: Tally = () => 0) {
    this.#draws = draws;
    this.#tally = tally;
  }

  /** Puts rules before those that are already there; returns what takes them away again. */
  add(rules: readonly Rule[], addedAt = 0): () => void {
    const added = rules.map((rule) => {
      this.#additions += 1;
      const id = `rule-${this.#additions}`;
      return new RuleEntry({ id, name: rule.label ?? id, rule, addedAt, draws: this.#draws });
    });
    this.#entries = [...added, ...this.#entries];
    return () => {
      this.#entries = this.#entries.filter((entry) => !added.includes(entry));
    };
  }

  /** Takes one rule away; false when there is none of that id. */
  remove(id: string): boolean {
    const left = this.#entries.filter((entry) => entry.id !== id);
    const isThere = left.length < this.#entries.length;
    this.#entries = left;
    return isThere;
  }

  /** The rules in the order in which they are asked. */
  get entries(): readonly RuleEntry[] {
    return this.#entries;
  }

  /** The last requests that no rule took though there were rules, oldest first. */
  get passedOver(): readonly PassedOver[] {
    return this.#passedOver;
  }

  clear(): void {
    this.#entries = [];
  }

  /** The first rule that takes a request. */
  match(facts: RequestFacts, now: number): RuleMatch | undefined {
    for (const entry of this.#entries) {
      const match = this.#matchOf(entry, facts, now);
      if (match !== undefined) return match;
    }
    this.#passOver(facts, now);
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
    const facts = { endpoint: stage, apiKey: '', taskTypes: [], subject: stage, nth } as const;
    for (const entry of this.#entries) {
      const { rule, when, addedAt } = entry;
      if (!timeWindowOf(when, { now, addedAt }).isOpen) continue;
      if (isShield(rule)) return undefined;
      const fault = entry.nextFault(facts);
      if (earlyStageOf(fault.kind) !== stage) continue;
      const match = this.#strike(entry, { facts, fault, now });
      if (match !== undefined) return match;
    }
    return undefined;
  }

  /** Keeps what is needed to explain later, when somebody asks, why no rule took a request. */
  #passOver(facts: RequestFacts, now: number): void {
    if (this.#entries.length === 0 || facts.endpoint === 'callback') return;
    if (this.#passedOver.length === maxPassedOver) this.#passedOver.shift();
    const entries = this.#entries.map((entry) => ({
      entry,
      fault: entry.nextFault(facts),
      seen: entry.countsOf(facts).seen,
      isOver: this.#isOver(entry.when),
    }));
    const isAsked = entries.some(({ entry: { when }, fault }) => asksWhatIsSaid(when, fault));
    const says = isAsked ? facts.says : undefined;
    this.#passedOver.push({ facts, says, now, entries });
  }

  /** What the rules ask of the listener at an instant. */
  listenerOutlook(now: number): ListenerOutlook {
    return listenerOutlook(this.#entries, now);
  }

  #matchOf(entry: RuleEntry, facts: RequestFacts, now: number): RuleMatch | undefined {
    const { when, addedAt } = entry;
    const fault = entry.nextFault(facts);
    const isLater = earlyStageOf(fault.kind) === undefined;
    if (!isLater || isListenerFault(fault)) return undefined;
    if (!timeWindowOf(when, { now, addedAt }).isOpen || !meets(when, fault, facts))
      return undefined;
    return this.#strike(entry, { facts, fault, now });
  }

  #strike(entry: RuleEntry, { facts, fault, now }: Strike): RuleMatch | undefined {
    const { rule, name, when } = entry;
    if (this.#isOver(when)) return undefined;
    const counts = entry.countsOf(facts);
    counts.seen += 1;
    if (!isCountMet(when, counts.seen)) return undefined;
    const probability = entry.probabilityAt(now);
    const draw = probability === undefined ? undefined : this.#draw(entry, facts);
    if (draw !== undefined && draw.value >= (probability ?? 1)) return undefined;
    counts.struck += 1;
    return draw === undefined ? { name, rule, fault } : { name, rule, fault, draw };
  }

  #draw({ name, when }: RuleEntry, { subject, endpoint, nth }: RequestFacts): Draw {
    return when.sameDrawPerTask === true
      ? this.#draws({ stream: name, key: subject, call: 1 })
      : this.#draws({ stream: `${name}/${endpoint}`, key: subject, call: nth });
  }

  #isOver({ until }: Condition): boolean {
    if (until === undefined) return false;
    // Object.entries forgets the names.
    const wanted = Object.entries(until) as [Parameters<Tally>[0], number | undefined][];
    return wanted.every(([word, count]) => this.#tally(word) >= (count ?? 0));
  }
}

/** Whether a rule's counts let the request through that is its `seen`th. */
export function isCountMet({ first, nth, after, every }: Condition, seen: number): boolean {
  return (
    (first === undefined || seen <= first) &&
    (nth === undefined || seen === nth) &&
    (after === undefined || seen > after) &&
    (every === undefined || seen % every === 0)
  );
}
