import { getEventListeners } from 'node:events';

import { expectedLoss, replayHealth } from '@understudy/core';

import { compareLogs, EventLog } from '../event-log.ts';
import { type InvariantReport, mergeReports } from '../invariants/world-watch.ts';
import { World } from '../world.ts';
import { drawWorld } from './draw-world.ts';
import { observedStrategy } from './observed-strategy.ts';
import { describeWorld, type SwarmTask, type SwarmWorld } from './swarm-world.ts';

const hourMs = 3_600_000;
/** Looks that began before the hour was over may end. */
const marginMs = 10_000;
/** Tasks that come when everything should be as new. */
const aftermath = { count: 10, everyMs: 20_000, deadlineMs: 600_000 };
/** Of so many worlds one is run twice. */
const replayEvery = 10;
const eventsToShow = 20;

/** What came of one drawn world. */
export interface SwarmOutcome {
  readonly seed: number;
  readonly invariants: InvariantReport;
  /** The seed, the world in one line and what happened last before the first violation; undefined when there is none. */
  readonly story?: string | undefined;
}

/** Draws the world of a seed, runs it, and runs some a second time for the sake of determinism. */
export async function runSwarm(seed: number): Promise<SwarmOutcome> {
  const world = drawWorld(seed);
  const first = await play(world);
  if (seed % replayEvery !== 0) return tell(world, first, first.report);
  const second = await play(world);
  const report = mergeReports([first.report, compareLogs(first.log, second.log)]);
  return tell(world, first, report);
}

interface Played {
  readonly report: InvariantReport;
  readonly log: EventLog;
  readonly lastEvents: readonly string[];
}

function tell(
  world: SwarmWorld,
  { lastEvents }: Played,
  invariants: InvariantReport,
): SwarmOutcome {
  const { seed } = world;
  const [violation] = invariants.violations;
  if (violation === undefined) return { seed, invariants };
  const story = [`seed ${seed}: ${JSON.stringify(violation)}`, describeWorld(world), ...lastEvents];
  return { seed, invariants, story: story.join('\n') };
}

/** Runs a drawn world to its end. */
async function play(drawn: SwarmWorld): Promise<Played> {
  const log = new EventLog();
  let lastEvents: readonly string[] = [];
  const world: World = new World({
    scenario: drawn.scenario,
    services: drawn.services,
    seed: String(drawn.seed),
    onEvent: log.hear,
    onViolation: () => {
      if (lastEvents.length === 0) lastEvents = log.last(eventsToShow);
    },
    options: () => {
      // In some worlds what the strategy is told is looked at too.
      const isObserved = drawn.router.strategy === 'expected-loss' && drawn.seed % 2 === 0;
      if (!isObserved) return drawn.router;
      const strategy = observedStrategy(expectedLoss(), (happening) => world.hear(happening));
      return { ...drawn.router, strategy };
    },
  });
  const report = await world.clock.runUntilSettled(
    live(world, drawn, () => refold(world, log)),
    48 * hourMs,
  );
  return { report, log, lastEvents };
}

/** Health is a fold over the event log: read again from its lines, it must say what the router's snapshot says. */
function refold({ router, clock, hear }: World, log: EventLog): void {
  const replayed = replayHealth(log.events);
  for (const { providerId, service, health } of router.snapshot().providers) {
    for (const [taskType, { states }] of Object.entries(health)) {
      const [healthy] = replayed.hypotheses({ providerId, service, taskType }, clock.now());
      const [held = 0, folded = 0] = [states['healthy'], healthy?.probability];
      hear({ kind: 'refolded', atMs: clock.now(), providerId, held, folded });
    }
  }
}

async function live(world: World, drawn: SwarmWorld, onEnd: () => void): Promise<InvariantReport> {
  const { clock } = world;
  const { closing, healedAtMs, tasks } = drawn;
  void befallClock(world, drawn);
  const calls: Promise<void>[] = [];
  const send = async (sent: readonly SwarmTask[], untilMs: number): Promise<void> => {
    for (const [index, task] of sent.entries()) {
      if (task.atMs >= untilMs) return;
      await clock.sleep(task.atMs - clock.now());
      calls.push(call(world, task, `${task.key}#${index}@${Math.round(task.atMs)}`));
    }
  };
  await send(tasks, closing?.atMs ?? Infinity);
  if (closing !== undefined) {
    await clock.sleep(closing.atMs - clock.now());
    onEnd();
    const report = world.close(closing.graceMs);
    await Promise.all(calls);
    return report;
  }
  await clock.sleep(healedAtMs - clock.now());
  world.hear({ kind: 'healed', atMs: clock.now() });
  await clock.sleep(hourMs + marginMs);
  world.hear({ kind: 'rested', atMs: clock.now() });
  const restedAt = clock.now();
  const late = tasks.slice(0, aftermath.count).map(({ type }, index): SwarmTask => ({
    type,
    key: `late-${index}`,
    atMs: restedAt + (index + 1) * aftermath.everyMs,
    deadlineMs: aftermath.deadlineMs,
    priority: 'normal',
    isJudged: false,
  }));
  await send(late, Infinity);
  await Promise.all(calls);
  onEnd();
  return world.close();
}

async function call(world: World, task: SwarmTask, callId: string): Promise<void> {
  const { clock, router } = world;
  const { type, key, deadlineMs, priority, abortAfterMs, budget, hookMs, isJudged } = task;
  const named = { callId, key: `${type}:${key}`, taskType: type };
  const abort = new AbortController();
  const { signal } = abort;
  const hook = async (): Promise<void> => (hookMs === undefined ? undefined : clock.sleep(hookMs));
  const options = {
    deadlineMs,
    priority,
    signal,
    ...(budget === undefined ? {} : { budget: { amount: budget, currency: 'USD' } }),
    ...(hookMs === undefined ? {} : { onSubmitting: hook, onAccepted: hook }),
  };
  world.hear({ kind: 'called', atMs: clock.now(), ...named, deadlineMs, budget });
  if (abortAfterMs !== undefined) {
    void clock.sleep(abortAfterMs).then(() => {
      world.hear({ kind: 'aborted', atMs: clock.now(), callId });
      abort.abort(new Error('the caller left'));
    });
  }
  const settle = (outcome: 'solved' | 'failed' | 'aborted', of: object = {}): void =>
    world.hear({
      kind: 'settled',
      atMs: clock.now(),
      callId,
      outcome,
      listeners: getEventListeners(signal, 'abort').length,
      ...of,
    });
  try {
    const solved = await router.solve(
      { type, siteKey: named.key, pageUrl: 'https://shop.example/' },
      options,
    );
    const { solution, expiresAtEpochMs } = solved;
    const { token } = solution;
    const freshForMs =
      expiresAtEpochMs === undefined ? undefined : expiresAtEpochMs - clock.epochMs();
    settle('solved', { token, freshForMs });
    if (!isJudged) return;
    await clock.sleep(15_000);
    await solved.report(world.book.isRight(token) ? 'accepted' : 'rejected');
  } catch {
    settle(signal.aborted ? 'aborted' : 'failed');
  }
}

async function befallClock(world: World, { jumps }: SwarmWorld): Promise<void> {
  const { clock } = world;
  for (const { atMs, kind, byMs } of jumps.toSorted((one, other) => one.atMs - other.atMs)) {
    await clock.sleep(atMs - clock.now());
    if (kind === 'wall') clock.jumpWallClock(byMs);
    else clock.suspend(byMs);
    const at = clock.now();
    if (kind === 'wall') world.hear({ kind: 'wall-jumped', atMs: at, byMs });
    else world.hear({ kind: 'suspended', atMs: at, forMs: byMs });
  }
}
