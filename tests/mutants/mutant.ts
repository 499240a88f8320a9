/** One way to break a promise, and the test that notices. */
export interface Mutant {
  /** Number of the promise in the plan's list of what `solve` promises. */
  readonly promise: number;
  /** What the broken code does, as a sentence. */
  readonly breaks: string;
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly killedBy: { readonly file: string; readonly title: string };
}
