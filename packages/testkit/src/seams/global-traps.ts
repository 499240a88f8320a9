/** A global that was used, and what it gives. */
export interface TrappedUse {
  readonly kind: 'time' | 'chance' | 'output' | 'network' | 'rejection';
  readonly name: string;
}

/** What happened while the traps were set. */
export interface Trapped<T> {
  readonly value: T;
  readonly used: readonly TrappedUse[];
  /** Globals that were replaced by the code under the traps. */
  readonly patched: readonly string[];
}

const outputs = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;
const watchedGlobals = [
  'fetch',
  'Promise',
  'Error',
  'JSON',
  'URL',
  'TextDecoder',
  'Buffer',
] as const;

/** Runs code with the globals of time, chance, output and the network watched. All but the output go on working. */
export async function withTraps<T>(run: () => Promise<T>): Promise<Trapped<T>> {
  const used: TrappedUse[] = [];
  const undo: (() => void)[] = [];
  const note = (kind: TrappedUse['kind'], name: string): void => {
    if (!used.some((use) => use.name === name)) used.push({ kind, name });
  };
  // Any function of the runtime; it is called as it was, with whatever it was given.
  const watch = (owner: object, name: string, kind: TrappedUse['kind'], shownAs: string): void => {
    const original: unknown = Reflect.get(owner, name);
    if (typeof original !== 'function') return;
    const replace = (value: unknown): void => {
      Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    };
    replace(function watching(this: unknown, ...given: unknown[]): unknown {
      note(kind, shownAs);
      // What is printed may hold a key.
      if (kind === 'output') return undefined;
      return Reflect.apply(original, this, given);
    });
    undo.push(() => replace(original));
  };

  for (const name of ['setTimeout', 'setInterval']) watch(globalThis, name, 'time', name);
  watch(Date, 'now', 'time', 'Date.now');
  watch(performance, 'now', 'time', 'performance.now');
  watch(AbortSignal, 'timeout', 'time', 'AbortSignal.timeout');
  watch(Math, 'random', 'chance', 'Math.random');
  watch(globalThis, 'fetch', 'network', 'fetch');
  for (const name of outputs) watch(console, name, 'output', `console.${name}`);
  watchDate(() => note('time', 'new Date()'), undo);
  watchRejections(() => note('rejection', 'an unhandled rejection'), undo);

  const before = watchedGlobals.map((name) => Reflect.get(globalThis, name));
  try {
    const value = await run();
    const patched = watchedGlobals.filter(
      (name, index) => Reflect.get(globalThis, name) !== before[index],
    );
    // Rejections are told a turn after the promise was dropped.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    return { value, used, patched };
  } finally {
    for (const restore of undo.toReversed()) restore();
  }
}

function watchDate(note: () => void, undo: (() => void)[]): void {
  const original = globalThis.Date;
  globalThis.Date = new Proxy(original, {
    construct: (target, given, newTarget) => {
      if (given.length === 0) note();
      return Reflect.construct(target, given, newTarget);
    },
  });
  undo.push(() => (globalThis.Date = original));
}

/** Those who listen already would end the process, or fail a test that is none of theirs. */
function watchRejections(note: () => void, undo: (() => void)[]): void {
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', note);
  undo.push(() => {
    process.off('unhandledRejection', note);
    for (const listener of listeners) process.on('unhandledRejection', listener);
  });
}
