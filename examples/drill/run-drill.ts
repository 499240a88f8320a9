import { createRouter, type Router, type RouterEvent, type Solved } from '@understudy/core';
import type { Clock } from '@understudy/core/provider';
import { scaledClock, seededRandom } from '@understudy/core/testing';
import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import { startFakeProvider } from '@understudy/testkit';

import { judgeDrill } from './judge-drill.ts';
import { leadRules, phases } from './phases.ts';
import { type DrillResult, summaryOf } from './result.ts';
import { describeEvent, Timeline } from './timeline.ts';

const taskCount = 72;
const msBetweenTasks = 6_000;
/** Answers that come late are waited for, in service time, so that none is lost by the drill's own end. */
const salvageLimitMs = 60_000;
const solveTime = { kind: 'lognormal', p50Ms: 9_000, p95Ms: 22_000, maxMs: 40_000 } as const;

export interface DrillOptions {
  readonly isJson: boolean;
  readonly seed: string;
  /** So many seconds of service time pass in one second. */
  readonly speed: number;
}

/** Runs the failover drill and prints it. @returns the exit code: 1 when a promise was broken. */
export async function runDrill({ isJson, seed, speed }: DrillOptions): Promise<number> {
  const output = isJson ? process.stderr : process.stdout;
  const timeline = new Timeline({
    write: (text) => output.write(text),
    isLive: output.isTTY && !isJson,
    columns: output.columns,
  });
  timeline.line(
    `failover drill: ${taskCount} tasks over two fake services on loopback HTTP; service times are ` +
      `compressed ${speed} times (60 s pass in ${60 / speed} s); nothing is spent; seed ${seed}`,
  );
  const result = await drill(timeline, { seed, speed });
  timeline.finish();
  for (const promise of result.broken) timeline.line(`BROKEN: ${promise}`);
  timeline.line(summaryOf(result));
  if (isJson) process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.broken.length === 0 ? 0 : 1;
}

async function drill(
  timeline: Timeline,
  { seed, speed }: Pick<DrillOptions, 'seed' | 'speed'>,
): Promise<DrillResult> {
  const clock = scaledClock(speed);
  const startedAt = clock.now();
  const elapsedMs = (): number => clock.now() - startedAt;
  const note = (text: string): void => timeline.note(elapsedMs() / 1_000, text);
  const common = { clock, solveTime };
  await using lead = await startFakeProvider({
    ...common,
    dialect: 'captchaai',
    seed: `${seed}-lead`,
    threads: 10,
    rules: leadRules(),
  });
  await using backup = await startFakeProvider({ ...common, seed: `${seed}-backup` });
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
      if (text !== undefined) note(text);
    },
  });
  // The announcements end with the tasks, or are cut short with the script.
  void announcePhases();
  const outcomes = await Promise.all(Array.from({ length: taskCount }, (_, index) => solve(index)));
  await collectOpenTickets(router, clock);
  return judgeDrill({
    outcomes,
    events,
    health: router.health(),
    journals: { lead: lead.journal, backup: backup.journal },
    keys: [lead.apiKey, backup.apiKey],
    seconds: Math.round(elapsedMs() / 1_000 / speed),
    seed,
  });

  async function announcePhases(): Promise<void> {
    for (const { fromSeconds, title } of phases) {
      await clock.sleep(fromSeconds * 1_000 - elapsedMs(), { keepAlive: false });
      note(title);
    }
  }

  async function solve(index: number): Promise<Solved | Error> {
    await clock.sleep(index * msBetweenTasks);
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
      note(`  task ${index} failed: ${String(error)}`);
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

async function collectOpenTickets(router: Router, clock: Clock): Promise<void> {
  const endsAt = clock.now() + salvageLimitMs;
  while (router.health().openTickets > 0 && clock.now() < endsAt) await clock.sleep(1_000);
}
