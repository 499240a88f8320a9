import { describe, expect, it } from 'vitest';

import { runShard } from './__fixtures__/run-shard.ts';

describe('runSwarm', () => {
  it('finds every invariant held in drawn worlds, shard 2 of 4', { timeout: 240_000 }, async () => {
    const { stories, checked } = await runShard(1);
    expect(stories.join('\n\n')).toBe('');
    expect(checked).toBeGreaterThan(125 * 1_000);
  });
});
