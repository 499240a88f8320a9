import type { Choice } from './choice.ts';
import type { Situation } from './situation.ts';

/** Decides where a task goes, and when it is worth buying twice. Pure: the same situation, the same choice. */
export interface Strategy {
  readonly name: string;
  /** Whether a task moves on from an attempt after `patienceMs`; a strategy that weighs rescues needs no such rule. */
  readonly keepsPatience: boolean;
  decide(situation: Situation): Choice;
}
