import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import type { Session } from '../store/database.ts';
import { drainOrdered } from './drain-ordered.ts';

/** A database that answers so, one look after the other. */
function sessionSaying(...answers: readonly (readonly object[] | Error)[]): Session {
  const left = [...answers];
  return {
    async query<Row extends object>(): Promise<readonly Row[]> {
      const answer = left.shift() ?? [];
      if (answer instanceof Error) throw answer;
      // The rows are the test's own.
      return answer as readonly Row[];
    },
  };
}

describe('drainOrdered', () => {
  it('looks each second, also after the database was away', async () => {
    const clock = new VirtualClock();
    const session = sessionSaying([], new Error('away'), [], [{ one: 1 }]);
    const ordered = drainOrdered(session, {
      clock,
      signal: new AbortController().signal,
      beganAt: 0,
    });
    await clock.runUntilIdle();
    expect(await ordered).toBe('drain-ordered');
    expect(clock.now()).toBe(3_000);
  });

  it('looks no more once it is aborted', async () => {
    const clock = new VirtualClock();
    const leaving = new AbortController();
    let looks = 0;
    const session: Session = {
      async query() {
        looks += 1;
        return [];
      },
    };
    void drainOrdered(session, { clock, signal: leaving.signal, beganAt: 0 });
    void clock.sleep(2_500).then(() => leaving.abort());
    await clock.runUntilIdle();
    expect(looks).toBe(3);
  });
});
