import type { Draws } from '../core/draws.ts';
import { BurstChain } from './burst-chain.ts';
import type { Condition } from './condition.ts';
import type { Fault } from './fault.ts';
import { faultsOf } from './inject-schema.ts';
import type { RequestFacts } from './request-facts.ts';
import type { Rule } from './rule.ts';

interface Counts {
  /** How many requests got as far as the rule and met all but its counts and its chance. */
  seen: number;
  /** How many of them it struck. */
  struck: number;
}

/** A rule among others, with what it has counted. */
export class RuleEntry {
  /** Unique in its book. */
  readonly id: string;
  /** What the journal calls it. */
  readonly name: string;
  readonly rule: Rule;
  readonly when: Condition;
  /** When the rule was added, in milliseconds since the fake started. */
  readonly addedAt: number;
  readonly #sequence: readonly Fault[];
  readonly #counts = new Map<string, Counts>();
  readonly #burst: BurstChain | undefined;

  constructor(init: {
    readonly id: string;
    readonly name: string;
    readonly rule: Rule;
    readonly addedAt: number;
    readonly draws: Draws;
  }) {
    const { name, rule, draws } = init;
    const { inject, when = {} } = rule;
    this.id = init.id;
    this.name = name;
    this.rule = rule;
    this.when = when;
    this.addedAt = init.addedAt;
    this.#sequence = faultsOf(inject);
    const { burst } = when;
    this.#burst = burst === undefined ? undefined : new BurstChain({ burst, rule: name, draws });
  }

  /** How many requests got as far as the rule and met all but its counts and its chance. */
  get seen(): number {
    return Array.from(this.#counts.values()).reduce((sum, { seen }) => sum + seen, 0);
  }

  /** The fault that the next request gets; the last of a sequence repeats. */
  nextFault(facts: RequestFacts): Fault {
    const { struck } = this.countsOf(facts);
    return this.#sequence[Math.min(struck, this.#sequence.length - 1)] ?? { kind: 'pass' };
  }

  /** What the rule has counted so far, for the task alone where it counts so. */
  countsOf({ job, subject }: RequestFacts): Counts {
    const key = this.when.perTask === true ? (job ?? subject) : '';
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const counts = { seen: 0, struck: 0 };
    this.#counts.set(key, counts);
    return counts;
  }

  /** How probable a strike is at an instant; undefined where chance is not asked. */
  probabilityAt(now: number): number | undefined {
    const { probability, ramp } = this.when;
    if (this.#burst !== undefined) return this.#burst.probabilityAt(now);
    if (ramp === undefined) return probability;
    const progress = Math.min(Math.max((now - (ramp.startMs ?? 0)) / ramp.overMs, 0), 1);
    return ramp.from + (ramp.to - ramp.from) * progress;
  }
}
