/** A picture: its bytes, or its base64 text, of either alphabet, with or without a `data:` prefix. */
export type Picture = Uint8Array | string;

export interface ImageTask {
  readonly image: Picture;
  readonly isPhrase?: boolean | undefined;
  readonly isCaseSensitive?: boolean | undefined;
  readonly isCalculation?: boolean | undefined;
  readonly characters?:
    | 'any'
    | 'digits'
    | 'letters'
    | 'digits-or-letters'
    | 'digits-and-letters'
    | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  /** Two-letter language of the text. */
  readonly language?: string | undefined;
  /** A sentence for the person who solves it. */
  readonly instructions?: string | undefined;
}

/** A picture cut into cells, some of which show what the instructions name. */
export interface GridTask {
  readonly image: Picture;
  readonly instructions: string;
  readonly rows: number;
  readonly columns: number;
}

/** Nine pictures, some of which show what the instructions name. */
export interface BlsTask {
  readonly images: readonly Picture[];
  readonly instructions: string;
}
