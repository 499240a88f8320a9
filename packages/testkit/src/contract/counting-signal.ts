/** A signal that counts the listeners it holds. */
export function countingSignal(): { readonly signal: AbortSignal; count(): number } {
  const { signal } = new AbortController();
  const held = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  const counting = {
    addEventListener(
      this: AbortSignal,
      ...given: Parameters<AbortSignal['addEventListener']>
    ): void {
      held.add(given[1]);
      // A listener that another signal takes away is no leak.
      const { signal: ender } = Object(given[2]);
      if (ender instanceof AbortSignal) {
        addEventListener.call(ender, 'abort', () => held.delete(given[1]), { once: true });
      }
      addEventListener.apply(this, given);
    },
    removeEventListener(...given: Parameters<AbortSignal['removeEventListener']>): void {
      held.delete(given[1]);
      removeEventListener.apply(signal, given);
    },
  };
  Object.assign(signal, counting);
  return { signal, count: () => held.size };
}
