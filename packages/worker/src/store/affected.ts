import * as z from 'zod';

/** pg-boss types the answers to its commands as `{}`. */
const responseSchema = z.object({
  affected: z.number(),
  settled: z.array(z.string()).nullish(),
});

/** The jobs that a command of pg-boss really changed: those whose claim still held. */
export function settledBy(response: unknown): ReadonlySet<string> {
  const { settled } = responseSchema.parse(response);
  return new Set(settled ?? []);
}

/** Whether a command for one job changed it. */
export const isSettled = (response: unknown): boolean =>
  responseSchema.parse(response).affected > 0;
