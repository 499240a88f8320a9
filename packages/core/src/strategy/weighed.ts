/** What an attempt was chosen by, beside the scores of all that were weighed: whoever reads it can make the choice again. */
export type Weighed =
  /** The least expected loss of those available; within a hundredth the current provider is kept. */
  | { readonly kind: 'least-loss'; readonly current: string | undefined }
  /** A look at a provider that is avoided: what tasks have paid for not knowing has reached its price. */
  | { readonly kind: 'look'; readonly paid: number; readonly price: number }
  /** A second purchase: no dearer now than the best that waiting offers. */
  | { readonly kind: 'rescue'; readonly now: number; readonly later: number };

/** The same in a few words; the least loss goes without saying. */
export function describeWeighed(weighed: Weighed): string {
  switch (weighed.kind) {
    case 'least-loss':
      return '';
    case 'look':
      return `, look: paid ${weighed.paid.toFixed(3)} >= price ${weighed.price.toFixed(3)}`;
    case 'rescue':
      return `, now ${weighed.now.toFixed(3)} <= later ${weighed.later.toFixed(3)}`;
  }
}
