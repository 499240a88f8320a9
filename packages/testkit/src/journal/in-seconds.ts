/** Milliseconds as a person reads them: `12.004 s`. */
export const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(3)} s`;
