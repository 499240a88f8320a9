/** One number that a group has measured. */
export interface Figure {
  /** Its key in the JSON, such as `overhead.ratioToUndici`. */
  readonly name: string;
  readonly value: number;
  readonly unit: '' | 'ms' | 'µs CPU' | 'MB' | '/s' | '%' | 'ratio';
  /** What it should be at most. Nothing fails when it is more. */
  readonly target?: number | undefined;
  /** What the name cannot say. */
  readonly note?: string | undefined;
}

/** A part of the benchmark that can be run by itself, in a process of its own. */
export interface Group {
  /** How the machine, or what was left out, changes what the figures mean. */
  readonly about: string;
  measure(): Promise<readonly Figure[]>;
}
