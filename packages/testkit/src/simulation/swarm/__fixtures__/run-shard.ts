import { runSwarm } from '../run-swarm.ts';

/** Seeds that are run with the tests, in shards that are test files of their own, so that every core has work. */
const seedsPerShard = 125;

/** What came of the worlds of one shard, counted from 0. */
export interface ShardOutcome {
  readonly worlds: number;
  readonly checked: number;
  /** Of every world in which a rule did not hold. */
  readonly stories: readonly string[];
}

/** Runs the worlds of one shard. */
export async function runShard(shard: number): Promise<ShardOutcome> {
  let checked = 0;
  const stories: string[] = [];
  for (let index = 1; index <= seedsPerShard; index += 1) {
    const { invariants, story } = await runSwarm(shard * seedsPerShard + index);
    checked += invariants.checked;
    if (story !== undefined) stories.push(story);
  }
  return { worlds: seedsPerShard, checked, stories };
}
