import type { RestartKeeps } from '../core/restart-keeps.ts';
import type { Rule } from '../faults/rule.ts';
import type { Journal } from '../journal/journal.ts';
import type { AccountControl } from './account-control.ts';

/** What takes rules away again; works with `using`. */
export interface RuleHandle extends Disposable {
  remove(): void;
}

/** What a test can do with a fake service and learn from it, however it is reached. */
export interface FakeControls {
  /** The key of the first account, as it is now. */
  readonly apiKey: string;
  /** Repeats the run. */
  readonly seed: string;
  /** Milliseconds since the fake started, on its clock: what `fromMs` and `untilMs` of a rule count. */
  readonly elapsedMs: number;
  readonly journal: Journal;
  /**
   * Adds rules, to be asked before those that are there; among themselves in the order given.
   * @throws {OptionsInvalidError} when one is not valid; none is added then.
   */
  use(...rules: readonly Rule[]): RuleHandle;
  /**
   * The service begins anew, which its clients notice by what it has forgotten: nothing (`all`), half of its tasks
   * (`some`), its tasks (`paid`, the default: as with `some`, the money stays spent), or its tasks and what they cost
   * (`nothing`: balances are as at the start). The half is drawn for each task, from the seed, the task and the number of
   * such restarts before: the order of arrival changes nothing.
   */
  restart(options?: { readonly keeps?: RestartKeeps | undefined }): void;
  /** Takes all rules away, those of the options included. */
  clearRules(): void;
  /**
   * A hand on an account.
   * @param apiKey its present key; the first account's when left out.
   * @throws {RangeError} when no account has the key.
   */
  account(apiKey?: string): AccountControl;
}
