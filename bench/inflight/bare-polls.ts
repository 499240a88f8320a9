import { setTimeout as wait } from 'node:timers/promises';

import { Pool } from 'undici';

import type { LoadOptions, PollLoad } from './poll-load.ts';

/** Requests go out in groups, so that a timer's own cost is shared. */
const tickMs = 10;
/** As many as the router's poller has under way. */
const connections = 64;

/** The floor: undici alone asks for so many tickets at their rate, and reads the replies as JSON. */
export function barePolls({ url, tickets, intervalMs }: LoadOptions): PollLoad {
  const counts = { polls: 0, requests: 0 };
  const pool = new Pool(url, { connections, pipelining: 1 });
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

  const ask = async (ticket: number): Promise<void> => {
    const body = `key=1abc234de56fab7c89012d34e56fa7b8&action=get&id=2${1_000_000_000 + ticket}&json=1`;
    const reply = await pool.request({ method: 'POST', path: '/res.php', headers, body });
    const { request } = Object(JSON.parse(await reply.body.text()));
    if (request !== 'CAPCHA_NOT_READY') throw new Error('bench: the fake gave an answer');
    counts.polls += 1;
    counts.requests += 1;
  };

  const askAll = async (): Promise<never> => {
    const start = performance.now();
    for (let asked = 0; ;) {
      const due = ((performance.now() - start) / intervalMs) * tickets;
      // What cannot be sent in time is left out: a queue that grows would be another measurement.
      if (due - asked > tickets) asked = Math.floor(due);
      for (; asked < due; asked += 1) void ask(asked % tickets);
      await wait(tickMs);
    }
  };
  void askAll();
  return { full: wait(intervalMs), counts };
}
