import type { Clock } from '@understudy/core/provider';
import { VirtualClock } from '@understudy/core/testing';

import { type Environment, SecretSource } from '../../config/secret-source.ts';
import type { Shell } from '../shell.ts';

export interface FakeShellInit {
  readonly cwd: string;
  readonly env?: Environment;
  readonly clock?: Clock;
  readonly isTerminal?: boolean;
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly isAlive?: (pid: number) => boolean;
}

/** A shell that keeps what was printed, and is stopped and renewed by the test. */
export interface FakeShell extends Shell {
  readonly output: () => string;
  readonly said: () => string;
  readonly stop: () => void;
  readonly renew: () => void;
  /** Resolves when standard output has had a text that holds this. */
  printed(text: string): Promise<void>;
}

export function fakeShell(init: FakeShellInit): FakeShell {
  const { cwd, env = {}, clock = new VirtualClock(), isTerminal = false, files = {} } = init;
  const secrets = new SecretSource({ env, cwd });
  const stopped = Promise.withResolvers<void>();
  const watchers = new Set<() => void>();
  let output = '';
  let said = '';
  let renewing: (() => void) | undefined;
  return {
    secrets,
    clock,
    pid: 4_711,
    isTerminal,
    out(text) {
      output += text;
      for (const watch of watchers) watch();
    },
    say: (line) => void (said += `${secrets.redact(line)}\n`),
    async *lines(path) {
      yield* files[path] ?? [];
    },
    isAlive: init.isAlive ?? (() => false),
    async untilStopped(signal) {
      signal.addEventListener('abort', () => stopped.resolve(), { once: true });
      await stopped.promise;
    },
    onRenew(renew, signal) {
      renewing = renew;
      signal.addEventListener('abort', () => (renewing = undefined), { once: true });
    },
    output: () => output,
    said: () => said,
    stop: () => stopped.resolve(),
    renew: () => renewing?.(),
    async printed(text) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = (): void => {
        if (output.includes(text)) resolve();
      };
      watchers.add(look);
      look();
      await promise;
      watchers.delete(look);
    },
  };
}
