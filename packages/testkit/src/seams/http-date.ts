/** An instant in the words of HTTP headers. */
export const httpDateOf = (epochMs: number): string => new Date(epochMs).toUTCString();
