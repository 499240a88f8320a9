/** One way to break the code, and the test that notices. */
export interface CodeMutant {
  /** What the broken code does, as a sentence. */
  readonly breaks: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly killedBy: { readonly file: string; readonly title: string };
}

/** One way to break a promise of the router. */
export interface Mutant extends CodeMutant {
  /** Number of the promise in the plan's list of what `solve` promises. */
  readonly promise: number;
}

/** One way to break the test kit. */
export interface KitMutant extends CodeMutant {
  /** By the plan. */
  readonly id: string;
}

/** One way to break the worker. */
export interface WorkerMutant extends CodeMutant {
  readonly id: string;
}
