import type { Clock } from '@understudy/core/provider';

import { QueueFullError } from '../errors/worker-errors.ts';
import type { Session } from '../store/database.ts';
import type { NewJob } from '../store/job-rows.ts';
import type { Store } from '../store/open-store.ts';
import type { Enqueued } from './enqueued.ts';
import type { GroupOutcome } from './group-commit.ts';
import { retryAfterMs } from './retry-after.ts';

interface BoundedInit {
  readonly store: Store;
  readonly clock: Clock;
  /** How many jobs may wait for a worker. */
  readonly capacity: number;
}

/** Below this share of the capacity, a count that is a moment old will do. */
const roomyShare = 0.8;
const freshMs = 250;
const staleMs = 2_000;
const chunk = 1_000;
const lockKey = 7_301_906;

type Group = readonly NewJob[];

/** Stores new jobs as long as there is room: exactly, also when several processes fill the queue at once. */
export class BoundedInserts {
  readonly #init: BoundedInit;
  #count = 0;
  #countedAt = -Infinity;
  #counting: Promise<void> | undefined;

  constructor(init: BoundedInit) {
    this.#init = init;
  }

  /** Each group is stored whole, or refused whole. */
  async write(groups: readonly Group[]): Promise<readonly GroupOutcome<Enqueued>[]> {
    const { capacity, store } = this.#init;
    const size = groups.reduce((sum, { length }) => sum + length, 0);
    const isRoomy = (await this.#recentCount()) + size <= capacity * roomyShare;
    const outcomes = isRoomy ? await this.#insertFreely(groups) : await this.#insertExactly(groups);
    if (outcomes.some((outcome) => 'results' in outcome)) store.rows.announceReady();
    return outcomes;
  }

  /** What waited lately; a count that begins to age is renewed while nobody waits for it. */
  async #recentCount(): Promise<number> {
    const ageMs = this.#init.clock.now() - this.#countedAt;
    if (ageMs > freshMs)
      this.#counting ??= this.#recount().finally(() => (this.#counting = undefined));
    if (ageMs > staleMs) await this.#counting;
    return this.#count;
  }

  async #recount(): Promise<void> {
    const { clock, store } = this.#init;
    try {
      this.#count = await store.rows.waitingCount();
      this.#countedAt = clock.now();
    } catch {
      // The insert that follows tells why.
    }
  }

  async #insertFreely(groups: readonly Group[]): Promise<readonly GroupOutcome<Enqueued>[]> {
    const { rows, database } = this.#init.store;
    const jobs = distinct(groups.flat());
    const isNew =
      jobs.length <= chunk
        ? await rows.insert(jobs)
        : await database.transaction(async (session) => this.#insertChunks(jobs, session));
    this.#count += isNew.size;
    return outcomesOf(groups, isNew);
  }

  /** All or none, by the transaction around it. */
  async #insertChunks(jobs: Group, session: Session): Promise<ReadonlySet<string>> {
    const isNew = new Set<string>();
    for (let start = 0; start < jobs.length; start += chunk) {
      const some = await this.#init.store.rows.insert(jobs.slice(start, start + chunk), session);
      for (const jobId of some) isNew.add(jobId);
    }
    return isNew;
  }

  /** One at a time over all processes, so that what is counted is still true when it is filled. */
  async #insertExactly(groups: readonly Group[]): Promise<readonly GroupOutcome<Enqueued>[]> {
    const { store } = this.#init;
    const outcomes = await store.database.transaction(async (session) => {
      await session.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
      let waiting = await store.rows.waitingCount(session);
      const written: GroupOutcome<Enqueued>[] = [];
      for (const group of groups) {
        const outcome = await this.#insertIfRoom(group, { session, waiting });
        if ('results' in outcome) waiting += outcome.results.filter(({ isNew }) => isNew).length;
        written.push(outcome);
      }
      this.#count = waiting;
      return written;
    });
    return outcomes;
  }

  async #insertIfRoom(
    group: Group,
    { session, waiting }: { readonly session: Session; readonly waiting: number },
  ): Promise<GroupOutcome<Enqueued>> {
    const { store, capacity } = this.#init;
    if (waiting + group.length > capacity) {
      const endedPerMinute = await store.rows.endedWithinMinute(session);
      const wait = retryAfterMs({ tooMany: waiting + group.length - capacity, endedPerMinute });
      return { error: new QueueFullError({ capacity, retryAfterMs: wait }) };
    }
    const isNew = await this.#insertChunks(distinct(group), session);
    const [outcome] = outcomesOf([group], isNew);
    return outcome ?? { results: [] };
  }
}

/** pg-boss refuses an id that comes twice in one statement. */
const distinct = (jobs: Group): Group => [...new Map(jobs.map((job) => [job.jobId, job])).values()];

/** Of equal ids, the first is new. */
function outcomesOf(
  groups: readonly Group[],
  isNew: ReadonlySet<string>,
): readonly { readonly results: readonly Enqueued[] }[] {
  const told = new Set<string>();
  return groups.map((group) => ({
    results: group.map(({ jobId }) => {
      const isFirst = isNew.has(jobId) && !told.has(jobId);
      told.add(jobId);
      return { jobId, isNew: isFirst };
    }),
  }));
}
