/** What a simulated service declares: the terms by which its books are read. */
export interface ServiceFacts {
  readonly providerId: string;
  readonly service: string;
  readonly price: number;
  readonly taskTypes: readonly string[];
  readonly firstWaitMs: number;
  readonly pollFloorMs: number;
  readonly lifetimeMs: number;
  readonly submits?: { readonly count: number; readonly perMs: number } | undefined;
  /** Tasks that it takes at a time, where it sells slots. */
  readonly slots?: number | undefined;
  /** Whether a latched account is found again by a free call. */
  readonly hasFreeLook: boolean;
}

/** What is known of a world before it runs. */
export interface WorldFacts {
  readonly services: readonly ServiceFacts[];
  /** The policy for a submit whose reply is missing is to give the task up. */
  readonly failsOnUnknown?: boolean | undefined;
}
