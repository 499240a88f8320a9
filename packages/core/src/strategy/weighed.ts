/** The numbers that an attempt was chosen by, so that whoever reads the decision can make it again. */
export type Weighed =
  /** The least expected loss of those available; within a hundredth the current provider is kept. */
  | {
      readonly kind: 'least-loss';
      readonly losses: Readonly<Record<string, number>>;
      readonly current: string | undefined;
    }
  /** A look at a provider that is avoided: what was forgone by not looking has paid for it. */
  | {
      readonly kind: 'look';
      readonly losses: Readonly<Record<string, number>>;
      readonly forgone: number;
      readonly price: number;
    }
  /** A second purchase: no dearer now than the best that waiting offers. */
  | { readonly kind: 'rescue'; readonly now: number; readonly later: number };
