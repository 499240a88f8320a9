/** An instant as text, such as databases take. */
export const isoTime = (epochMs: number): string => new Date(epochMs).toISOString();
