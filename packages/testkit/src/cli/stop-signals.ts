const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What asks a process to end. */
export interface StopSignals {
  /** Tells of every signal, of those that have come already too. */
  listen(listener: (signal: NodeJS.Signals) => void): void;
  /** Catches nothing more: the next signal ends the process. */
  release(): void;
}

/** Catches what asks this process to end, from now on, so that nothing is lost that comes before somebody listens. */
export function catchStopSignals(): StopSignals {
  const come: NodeJS.Signals[] = [];
  const listeners: ((signal: NodeJS.Signals) => void)[] = [];
  const take = (signal: NodeJS.Signals): void => {
    come.push(signal);
    for (const listener of listeners) listener(signal);
  };
  for (const name of names) process.on(name, take);
  return {
    listen(listener) {
      listeners.push(listener);
      come.forEach(listener);
    },
    release() {
      for (const name of names) process.off(name, take);
    },
  };
}
