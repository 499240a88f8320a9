import type { FakeEngine } from '../fake/fake-engine.ts';
import type { RuleHandle } from '../fake/fake-controls.ts';
import type { ListenerState } from '../faults/listener-state.ts';
import type { Rule } from '../faults/rule.ts';

/** The fake that an admin API steers. */
export interface AdminTarget {
  readonly url: string;
  readonly dialect: string;
  readonly listenerState: ListenerState;
  /** The present one: a reset brings another. */
  readonly engine: FakeEngine;
  /** @throws {OptionsInvalidError} when a rule is not valid; none is added then. */
  use(rules: readonly Rule[]): RuleHandle;
  /** Resolves when the listener is as the rules have it. */
  settled(): Promise<void>;
  /** Takes rules away after a time on the fake's clock. */
  removeLater(handle: RuleHandle, afterMs: number): void;
  /** Puts the fake's clock forward. */
  advance(ms: number): void;
  /** The service begins anew, and loses its connections; see `restart()` of a fake. */
  restart(how: Parameters<FakeEngine['restart']>[0]): void;
  /** Begins anew: no tasks, an empty journal, the rules and accounts of the options. */
  reset(seed?: string): void;
}
