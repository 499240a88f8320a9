import type { Invariant } from './invariant.ts';
import { waitsOfEvent, waitsOfHealth } from './waits-of.ts';

/** So long after a jump whatever trips at all is taken for tripped by it. */
const afterJumpMs = 1_000;
const rounding = 1e-6;

/** I16: neither a jump of the wall clock nor a suspension makes an age negative, or opens every breaker at once. */
export const survivesJumps: Invariant = ({ facts, check }) => {
  const services = new Set(facts.services.map(({ service }) => service));
  const open = new Set<string>();
  let offsetMs: number | undefined;
  let lastAt = -Infinity;
  let jump: { readonly at: number; readonly wereOpen: number } | undefined;
  const noneNegative = (waits: readonly (number | undefined)[], what: object): void => {
    const isSound = waits.every((ms) => ms === undefined || !(ms < -rounding));
    check(isSound, () => `a wait is negative: ${JSON.stringify(what)}`);
  };
  return {
    hear: (happening) => {
      const { atMs, kind } = happening;
      if (kind === 'wall-jumped' && offsetMs !== undefined) offsetMs += happening.byMs;
      if (kind === 'wall-jumped' || kind === 'suspended') jump = { at: atMs, wereOpen: open.size };
      if (kind === 'health')
        for (const health of happening.health.providers)
          noneNegative(waitsOfHealth(health), health);
      if (kind === 'settled' && happening.freshForMs !== undefined)
        check(happening.freshForMs > 0, () => `${happening.callId} got an expired answer`);
      if (kind !== 'event') return;
      const { event } = happening;
      check(event.atMs >= lastAt, () => `event ${event.type} comes before the one before`);
      lastAt = event.atMs;
      const offset = event.atEpochMs - event.atMs;
      const wrongBy = offset - (offsetMs ?? offset);
      offsetMs ??= offset;
      check(
        Math.abs(wrongBy) < 1,
        () => `event ${event.type} is ${wrongBy} ms off by the wall clock`,
      );
      noneNegative(waitsOfEvent(event), event);
      if (event.type !== 'breaker-changed') return;
      if (event.state === 'closed') open.delete(event.service);
      else open.add(event.service);
      const isByJump = jump !== undefined && jump.at + afterJumpMs >= atMs;
      const tripped = open.size - (jump?.wereOpen ?? 0);
      const isMass = isByJump && services.size > 1 && open.size === services.size && tripped > 1;
      check(!isMass, () => `${tripped} breakers opened at once when the clock jumped`);
    },
  };
};
