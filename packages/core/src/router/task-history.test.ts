import { describe, expect, it } from 'vitest';

import { rejectionOf, turnstile, worldOf } from './__fixtures__/world.ts';

const tooLarge = { say: 'refuse', code: 'task-over-limits' } as const;

describe('TaskHistory', () => {
  it('sends a task that is beyond the limits of one provider to another', async () => {
    const world = worldOf([{ id: 'lead', submits: [tooLarge] }, { id: 'backup' }]);
    const solved = await world.settle(world.router.solve(turnstile));
    expect(solved).toMatchObject({ providerId: 'backup' });
    expect(world.providers[0]?.submitted).toHaveLength(1);
  });

  it('gives it up at once where no other is left: a limit does not widen by waiting', async () => {
    const world = worldOf([{ id: 'lead', submits: [tooLarge] }]);
    const error = await rejectionOf(world, world.router.solve(turnstile));
    expect(error).toMatchObject({ code: 'all-attempts-failed', charged: 'no' });
    expect(world.clock.now()).toBe(0);
    expect(world.providers[0]?.submitted).toHaveLength(1);
  });

  it('remembers nothing of it for the next task', async () => {
    const world = worldOf([{ id: 'lead', submits: [tooLarge, { say: 'accept' }] }]);
    await rejectionOf(world, world.router.solve(turnstile));
    expect(await world.settle(world.router.solve(turnstile))).toMatchObject({ providerId: 'lead' });
  });
});
