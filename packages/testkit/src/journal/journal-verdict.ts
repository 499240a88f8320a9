/** The words for what can be wrong. */
export const findingKinds = [
  'paid-twice',
  'suspected-paid-twice',
  'unexplained-acceptance',
  'lost',
  'suspected-lost',
  'key-in-url',
  'poll-after-final',
  'poll-too-soon',
  'foreign-answer',
  'request-after-abort',
  'too-many-in-flight',
  'retry-after-ignored',
  'connections-not-reused',
  'socket-left-open',
  'overspent',
] as const;

/** What is wrong, in one word for tables. */
export type FindingKind = (typeof findingKinds)[number];

/** One thing that is wrong. */
export interface Finding {
  readonly kind: FindingKind;
  /** The fake's ids of the tasks concerned. */
  readonly taskIds: readonly string[];
  readonly why: string;
  /** What happened to these tasks, one line each. */
  readonly timeline: readonly string[];
}

/** What the journal says of one promise. */
export interface JournalVerdict {
  /** The promise, by the name of the question. */
  readonly check: string;
  readonly isClean: boolean;
  readonly findings: readonly Finding[];
  /** One line. */
  readonly summary: string;
  /** Repeats the run. */
  readonly seed: string;
  /** The file to which the run was recorded, if it was. */
  readonly recordedAt?: string | undefined;
}
