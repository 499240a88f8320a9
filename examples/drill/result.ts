/** What a drill comes to. */
export interface DrillResult {
  readonly tasks: number;
  readonly solved: number;
  /** Tasks that were solved by another provider than the one first asked. */
  readonly failedOver: number;
  readonly paidTwice: number;
  /** Submits that were never answered: nobody but the service knows whether they were paid. */
  readonly maybePaid: number;
  readonly lost: number;
  /** API keys that showed in a URL, an event or an error. */
  readonly keysShown: number;
  readonly seconds: number;
  readonly seed: string;
  /** What was promised and not kept, in words. */
  readonly broken: readonly string[];
}

/** The line that a drill ends with. */
export const summaryOf = (result: DrillResult): string =>
  `drill: solved ${result.solved}/${result.tasks} · failed over ${result.failedOver} · ` +
  `paid twice ${result.paidTwice} · maybe paid ${result.maybePaid} · lost ${result.lost}`;
