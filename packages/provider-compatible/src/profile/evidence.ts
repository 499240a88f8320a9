/** What of a profile rests on a source. */
export const claimTopics = [
  'address',
  'task-types',
  'price',
  'submits',
  'waits',
  'polls',
  'balance',
  'retention',
  'pictures',
  'unsolvable',
  'callbacks',
  'reports',
  'batch',
  'billing',
  'instant',
  'affiliate',
] as const;

export type ClaimTopic = (typeof claimTopics)[number];

/**
 * How much a claim may be relied on: the vendor's own documentation, two independent sources, one source, or a
 * conclusion of ours that nobody confirmed.
 */
export type Confidence = 'documented' | 'two sources' | 'one source' | 'inferred';

/** Where a claim comes from. */
export interface Claim {
  readonly source: string;
  readonly confidence: Confidence;
  /** What the figures alone do not say. */
  readonly note?: string | undefined;
  /** What of the topic it is about: a dialect, or task types. @default all of it */
  readonly of?: string | undefined;
}

/** The sources of a profile. A topic without an entry is unknown, and the profile says the cautious thing. */
export interface Evidence {
  /** When the sources were read, as a date. */
  readonly readOn: string;
  readonly claims: { readonly [Topic in ClaimTopic]?: Claim | readonly Claim[] };
}

/** A claim about a part of its topic. */
export const about = (of: string, claim: Claim): Claim => ({ ...claim, of });

export const documented = (source: string, note?: string): Claim => ({
  source,
  confidence: 'documented',
  note,
});

export const agreed = (source: string, note?: string): Claim => ({
  source,
  confidence: 'two sources',
  note,
});

export const single = (source: string, note?: string): Claim => ({
  source,
  confidence: 'one source',
  note,
});

export const inferred = (source: string, note?: string): Claim => ({
  source,
  confidence: 'inferred',
  note,
});
