import type { WorkerMutant } from './mutant.ts';

const worker = (path: string): string => `packages/worker/src/${path}`;
const lanes = (title: string): WorkerMutant['killedBy'] => ({
  file: worker('lanes/worker.test.ts'),
  title,
});

/** Ways to break what the worker promises: nothing lost, nothing paid twice. */
export const workerMutants: readonly WorkerMutant[] = [
  {
    id: 'W1',
    breaks: 'books a purchase though its lease has passed',
    file: worker('store/attempts.ts'),
    find: "AND heartbeat_on + heartbeat_seconds * interval '1 second' > ${now}",
    replace: '',
    killedBy: {
      file: worker('store/attempts.test.ts'),
      title: 'is refused once the lease has passed, though nobody has noticed',
    },
  },
  {
    id: 'W2',
    breaks: 'polls a ticket without storing it',
    file: worker('lanes/job-ledger.ts'),
    find: '      await write();\n    } catch',
    replace: '    } catch',
    killedBy: lanes('right after a submit leaves its ticket to another, which pays nothing'),
  },
  {
    id: 'W3',
    breaks: 'hands a job back while its submit waits for the reply',
    file: worker('lanes/job-run.ts'),
    find: '    await this.#ledger.submitsAnswered();\n',
    replace: '',
    killedBy: lanes(
      'waits for the reply to a submit that is under way, so that its ticket is known',
    ),
  },
  {
    id: 'W4',
    breaks: 'drops an answer when the database is away',
    file: worker('lanes/job-ledger.ts'),
    find: 'return await this.#parts.watch.untilAnswered(write, this.#parts.abandoned);',
    replace: 'return await write();',
    killedBy: lanes('an answer is kept until it can be handed in'),
  },
  {
    id: 'W5',
    breaks: 'takes more jobs than may wait',
    file: worker('jobs/bounded-inserts.ts'),
    find: 'if (waiting + group.length > capacity) {',
    replace: 'if (waiting + group.length > 2 * capacity) {',
    killedBy: {
      file: worker('jobs/jobs.test.ts'),
      title: 'takes as many waiting jobs as it may, and not one more',
    },
  },
  {
    id: 'W6',
    breaks: 'never gives up a job that kills its workers',
    file: worker('lanes/job-run.ts'),
    find: 'if (crashed >= mostCrashes)',
    replace: 'if (crashed >= 2 * mostCrashes)',
    killedBy: lanes(
      'five times over a job gives that job up as poison, and goes on with the others',
    ),
  },
  {
    id: 'W7',
    breaks: 'sends what was booked before its lease passed',
    file: worker('lanes/guarded-provider.ts'),
    find: 'if (maySend(context.attemptId))',
    replace: 'if (maySend(context.attemptId) || context.attemptId)',
    killedBy: {
      file: worker('lanes/guarded-provider.test.ts'),
      title: 'sends nothing once the lease may have passed, and says that nothing was charged',
    },
  },
  {
    id: 'W8',
    breaks: 'buys again while a ticket of an earlier worker is open',
    file: worker('lanes/taken-over.ts'),
    find: 'ticket !== undefined && outcome === undefined ? [ticket] : [],',
    replace: 'ticket !== undefined && outcome === undefined ? [] : [],',
    killedBy: lanes('has its live ticket collected before anything is bought again'),
  },
  {
    id: 'W9',
    breaks: 'buys again after a doubtful purchase, whatever the policy says',
    file: worker('lanes/job-run.ts'),
    find: 'if (isMaybePaid && !this.#parts.mayBuyAgain)',
    replace: 'if (isMaybePaid && this.#parts.mayBuyAgain)',
    killedBy: lanes('buys nothing twice where the router shall not'),
  },
  {
    id: 'W10',
    breaks: 'buries a job although what was paid for may still be answered',
    file: worker('lanes/job-run.ts'),
    find: 'const solved = await collection.outcome();',
    replace: 'const solved = await Promise.race([collection.outcome(), undefined]);',
    killedBy: {
      file: worker('lanes/job-run.test.ts'),
      title: 'is solved by the ticket that is still open, though every retry was refused',
    },
  },
];
