import { appendFileSync, existsSync, readFileSync } from 'node:fs';

import { createRouter, type TicketRecord } from '@understudy/core';
import { compatible } from '@understudy/provider-compatible';

/** Stands for your database: a line for each ticket that was bought, and one for each answer. */
const store = 'tickets.jsonl';
const write = (line: Line): void => appendFileSync(store, `${JSON.stringify(line)}\n`);

interface Line {
  readonly bought?: TicketRecord;
  /** The attempt that the answer belongs to. */
  readonly answered?: string | undefined;
}

const { FAKE_PROVIDER_URL: baseUrl = '', FAKE_PROVIDER_API_KEY: apiKey = '' } = process.env;
// The fake does not mind being asked this often. Leave it out at a real service.
const timing = { firstWaitMs: 200, pollFloorMs: 200 };
const router = createRouter({
  providers: [compatible({ profile: '2captcha', apiKey, baseUrl, timing })],
  deadlineMs: 60_000,
});

/** Buys three answers, and writes each ticket down before it waits for it. */
async function buy(): Promise<void> {
  const pageUrls = ['login', 'search', 'basket'].map((page) => `https://shop.example/${page}`);
  await Promise.all(
    pageUrls.map(async (pageUrl) => {
      const { attempts } = await router.solve(
        { type: 'turnstile', siteKey: '0x4AAA', pageUrl },
        { onAccepted: (record) => write({ bought: record }) },
      );
      write({ answered: attempts.at(-1)?.attemptId });
    }),
  );
}

/** Collects what a worker that died has paid for. It buys nothing. */
async function drain(): Promise<void> {
  const text = existsSync(store) ? readFileSync(store, 'utf8').trim() : '';
  const lines: readonly Line[] = text.split('\n').map((line) => JSON.parse(line || '{}'));
  const answered = new Set(lines.map((line) => line.answered));
  for (const { bought } of lines) {
    if (bought === undefined || answered.has(bought.attemptId)) continue;
    await router.resume(bought);
    write({ answered: bought.attemptId });
  }
}

await (process.argv.includes('--drain') ? drain() : buy());
await router.close();
