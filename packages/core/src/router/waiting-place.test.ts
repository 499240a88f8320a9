import { describe, expect, it } from 'vitest';

import { candidate } from '../strategy/__fixtures__/candidates.ts';
import type { Choice } from '../strategy/choice.ts';
import type { Obstacle } from '../strategy/obstacle.ts';
import { type Waiting, type WaitingPlace, waitingPlaceOf } from './waiting-place.ts';

type Wait = Extract<Choice, { readonly kind: 'wait' }>;

/** A task that waits at second 10, with these in the way at lead and backup. */
function placeOf(
  [lead, backup]: readonly [Obstacle | undefined, (Obstacle | undefined)?],
  changes: Partial<Wait & Waiting> = {},
): WaitingPlace {
  const ranked = [candidate('lead', { obstacle: lead }), candidate('backup', { obstacle: backup })];
  const { until, ranked: given = backup === undefined ? ranked.slice(0, 1) : ranked } = changes;
  const choice = { kind: 'wait', until, ranked: given, for: changes.for } as const;
  const { taskId = 'task-1', taskType = 'turnstile' } = changes;
  return waitingPlaceOf(choice, { taskId, taskType, now: 10_000, shortWaitEndsAt: 70_000 });
}

const full = { kind: 'full' } as const;
const resting = { kind: 'cooling-off', until: 13_000, isFull: true } as const;
const refused = { kind: 'just-refused', until: 12_000 } as const;

describe('waitingPlaceOf', () => {
  it('is one line for those who see every provider alike, whatever keeps them out', () => {
    expect(placeOf([full]).line).toBe(placeOf([resting], { taskId: 'task-2' }).line);
  });

  it.each<[string, WaitingPlace]>([
    ['of another type', placeOf([full], { taskType: 'image' })],
    ['that was refused there', placeOf([refused])],
    ['that has another provider', placeOf([full, full])],
    ['that cannot pay', placeOf([{ kind: 'over-budget' }])],
    ['that waits by choice', placeOf([undefined])],
  ])('is another line for a task %s', (_, other) => {
    expect(other.line).not.toBe(placeOf([full]).line);
  });

  it('is a line of its own by a choice that names nobody, and a common one by a choice that does', () => {
    const free = { ranked: [candidate('lead', { obstacle: full }), candidate('backup')] };
    const own = ['task-1', 'task-2'].map((taskId) => placeOf([full], { ...free, taskId }).line);
    expect(own[0]).not.toBe(own[1]);
    const together = ['task-1', 'task-2'].map((taskId) =>
      placeOf([full], { ...free, taskId, for: 'lead' }),
    );
    expect(together[0]?.line).toBe(together[1]?.line);
    expect([...(together[0]?.providerIds ?? [])]).toEqual(['lead']);
  });

  it('names those it waits for, and nobody who is out of the question', () => {
    const { providerIds } = placeOf([full, { kind: 'drained' }]);
    expect([...providerIds]).toEqual(['lead']);
  });

  it('leaves to the line when an account is free again, and to the task when its own time is up', () => {
    expect(placeOf([resting, refused], { until: 12_000 })).toMatchObject({
      until: 13_000,
      ownUntil: 12_000,
    });
    expect(placeOf([resting], { until: 13_000 })).toMatchObject({
      until: 13_000,
      ownUntil: undefined,
    });
  });

  it('has the task look again when its short patience ends', () => {
    const open = { kind: 'breaker-open', until: 40_000 } as const;
    expect(placeOf([open], { until: 40_000 })).toMatchObject({ until: 40_000, ownUntil: 70_000 });
  });

  it('has the line look again when one task more may be tried at a full account', () => {
    expect(placeOf([{ ...full, nextTryAt: 30_000 }]).until).toBe(30_000);
    expect(placeOf([{ ...full, nextTryAt: 9_000 }]).until).toBeUndefined();
  });
});
