/** Runs that would disturb each other, in the order in which they were asked for; one that rejects holds up no other. */
export function oneAtATime(): <T>(run: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (run) => {
    const own = last.then(run);
    last = own.catch(() => undefined);
    return await own;
  };
}
