import { inspect } from 'node:util';

import { createRouter, type RouterEvent, type Solved } from '@understudy/core';
import { scaledClock, seededRandom } from '@understudy/core/testing';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import { decisionsOf, type FakeProvider, startFakeProvider } from '@understudy/testkit';

import { leadRules, phases } from './phases.ts';
import { type DrillResult, summaryOf } from './result.ts';
import { describeEvent, Timeline } from './timeline.ts';

/** One second here is so many seconds of service time. */
const compression = 20;
const taskCount = 72;
const secondsBetweenTasks = 6;
const salvageLimitMs = 60_000;

export interface DrillOptions {
  readonly isJson: boolean;
  readonly seed: string;
}

/** Runs the failover drill and prints it. @returns the exit code: 1 when a promise was broken. */
export async function runDrill({ isJson, seed }: DrillOptions): Promise<number> {
  const output = isJson ? process.stderr : process.stdout;
  const timeline = new Timeline({
    write: (text) => output.write(text),
    isLive: output.isTTY && !isJson,
  });
  timeline.line(
    `failover drill: ${taskCount} tasks over two fake services on loopback HTTP; service times are ` +
      `compressed ${compression} times (60 s pass in ${60 / compression} s), nothing is spent; seed ${seed}`,
  );
  const result = await drill(timeline, seed);
  timeline.finish();
  for (const promise of result.broken) timeline.line(`BROKEN: ${promise}`);
  timeline.line(summaryOf(result));
  if (isJson) process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.broken.length === 0 ? 0 : 1;
}

async function drill(timeline: Timeline, seed: string): Promise<DrillResult> {
  const clock = scaledClock(compression);
  const startedAt = clock.now();
  const seconds = (): number => (clock.now() - startedAt) / 1_000;
  const solveTime = { kind: 'lognormal', p50Ms: 9_000, p95Ms: 22_000, maxMs: 40_000 } as const;
  await using lead = await startFakeProvider({
    dialect: 'captchaai',
    seed: `${seed}-lead`,
    clock,
    threads: 10,
    solveTime,
    rules: leadRules(),
  });
  await using backup = await startFakeProvider({ dialect: '2captcha', seed: `${seed}-backup`, clock, solveTime });
  const events: RouterEvent[] = [];
  await using router = createRouter({
    providers: [
      captchaai({ id: 'lead', apiKey: lead.apiKey, baseUrl: lead.url, slots: 10 }),
      compatible({ id: 'backup', profile: '2captcha', apiKey: backup.apiKey, baseUrl: backup.url }),
    ],
    clock,
    random: seededRandom(seed),
    onEvent: (event) => {
      events.push(event);
      const text = describeEvent(event);
      if (text !== undefined) timeline.note(seconds(), text);
    },
  });
  void announcePhases();
  const outcomes = await Promise.all(Array.from({ length: taskCount }, (_, index) => solveOne(index)));
  for (let waitedMs = 0; router.health().openTickets > 0 && waitedMs < salvageLimitMs; waitedMs += 1_000) {
    await clock.sleep(1_000);
  }
  return judge();

  async function announcePhases(): Promise<void> {
    for (const { fromSeconds, title } of phases) {
      await clock.sleep(fromSeconds * 1_000 - (clock.now() - startedAt), { keepAlive: false });
      timeline.note(seconds(), title);
    }
  }

  async function solveOne(index: number): Promise<Solved | Error> {
    await clock.sleep(index * secondsBetweenTasks * 1_000);
    try {
      const solved = await router.solve({
        type: 'turnstile',
        siteKey: '0x4AAAAAAADrill',
        pageUrl: `https://shop.example/checkout/${index}`,
      });
      timeline.mark(solved.providerId === 'lead' ? 'lead' : 'backup');
      return solved;
    } catch (error) {
      timeline.mark('failed');
      timeline.note(seconds(), `  task ${index} failed: ${String(error)}`);
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  function judge(): DrillResult {
    const solved = outcomes.flatMap((outcome) => (outcome instanceof Error ? [] : outcome));
    const verdicts = { lead: verdictsOn(lead, 'lead'), backup: verdictsOn(backup, 'backup') };
    const count = (check: 'paidTwice' | 'lost' | 'keysInUrls'): number =>
      verdicts.lead[check].findings.length + verdicts.backup[check].findings.length;
    const story = inspect({ events, outcomes }, { depth: Infinity }) + JSON.stringify(events);
    const keysShown = [lead.apiKey, backup.apiKey].filter((key) => story.includes(key)).length;
    const figures = {
      tasks: taskCount,
      solved: solved.length,
      failedOver: solved.filter(({ attempts, providerId }) => attempts[0]?.providerId !== providerId).length,
      paidTwice: count('paidTwice'),
      maybePaid: router.health().providers.reduce((sum, { spend }) => sum + spend.maybePaid, 0),
      lost: count('lost'),
      keysShown: keysShown + count('keysInUrls'),
      seconds: Math.round(seconds() / compression),
      seed,
    };
    const broken = [
      ...(figures.solved < taskCount ? [`${taskCount - figures.solved} tasks were not solved`] : []),
      ...Object.values(verdicts).flatMap(({ paidTwice, lost, keysInUrls }) =>
        [paidTwice, lost, keysInUrls].filter(({ isClean }) => !isClean).map(({ summary }) => summary),
      ),
      ...(keysShown > 0 ? ['an API key showed in an event or an error'] : []),
    ];
    return { ...figures, broken };
  }

  function verdictsOn(fake: FakeProvider, providerId: string) {
    const openTickets = router.health().openTickets;
    const decisions = decisionsOf(events, { providerId });
    return {
      paidTwice: fake.journal.noDoublePayment(decisions),
      lost: fake.journal.nothingLost(decisions),
      keysInUrls: fake.journal.keyInUrls(),
      openTickets,
    };
  }
}
