/** An instant in the words of ISO 8601, UTC. */
export const isoTimeOf = (epochMs: number): string => new Date(epochMs).toISOString();
