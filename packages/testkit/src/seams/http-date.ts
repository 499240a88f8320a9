/** An instant as the header `Date` has it. */
export const httpDateOf = (epochMs: number): string => new Date(epochMs).toUTCString();
