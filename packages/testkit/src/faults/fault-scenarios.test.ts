import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { outcomeOf, submitOf, type WireOutcome } from '../__fixtures__/wire-outcome.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import { faultScenarios, rulesOfScenario } from './fault-scenarios.ts';
import type { Rule } from './rule.ts';

const taskCount = 40;
const solveMs = 200_000;
/** As long as a client waits for a reply, and a little more. */
const patienceMs = 130_000;

interface Story {
  readonly fake: FakeProviderCore;
  readonly submits: readonly string[];
  readonly polls: readonly string[];
}

/** What clients see of forty submits, of a poll for each that was accepted, and when it came. */
async function tell(rules: readonly Rule[], startMs = 0): Promise<Story> {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: solveMs } as const;
  const fake = createFakeCore({ clock, seed: 7, solveTime, rules });
  const transport = fake.transport();
  await clock.advance(startMs);
  const sending = Array.from({ length: taskCount }, async (_, index) => {
    const fields = submitOf(fake.apiKey, `page-${index}`);
    return seen(await outcomeOf({ transport, url: 'http://fake.test/in.php', fields }), clock);
  });
  await clock.advance(patienceMs);
  const submits = await Promise.all(sending);
  const ids = submits.flatMap((text) => /OK\|(\d+)/.exec(text)?.[1] ?? []);
  await clock.advance(solveMs - patienceMs + 20_000);
  const asking = ids.map(async (id) => {
    const fields = { key: fake.apiKey, action: 'get', id };
    const url = 'http://fake.test/res.php';
    return seen(await outcomeOf({ transport, url, fields, operation: 'poll' }), clock);
  });
  await clock.advance(patienceMs);
  return { fake, submits, polls: await Promise.all(asking) };
}

const seen = (outcome: WireOutcome, clock: VirtualClock): string =>
  'status' in outcome
    ? `${outcome.status} at ${clock.now()}: ${outcome.body}`
    : `${outcome.code} ${String(outcome.cause)}`;

const storyOf = async (name: string, startMs?: number): Promise<Story> =>
  tell(rulesOfScenario(name) ?? [], startMs);

const countOf = (texts: readonly string[], part: string): number =>
  texts.filter((text) => text.includes(part)).length;

describe('the scenarios', () => {
  it.each(faultScenarios)('$name changes what a client sees: $about', async ({ rules }) => {
    const [sound, struck] = [await tell([]), await tell(rules)];
    expect(countOf(sound.submits, '200 at 0: OK|')).toBe(taskCount);
    expect([struck.submits, struck.polls]).not.toEqual([sound.submits, sound.polls]);
  });

  it('have names and labels of their own, which seed their draws', () => {
    const labels = faultScenarios.flatMap(({ rules }) => rules.map(({ label }) => label));
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels).not.toContain(undefined);
    expect(new Set(faultScenarios.map(({ name }) => name)).size).toBe(faultScenarios.length);
  });

  it('brown out: some are told to come again, some wait, most are served', async () => {
    const { submits } = await storyOf('brownout');
    expect(countOf(submits, '503')).toBeGreaterThan(4);
    expect(countOf(submits, '200 at 3000')).toBeGreaterThan(2);
    expect(countOf(submits, '200 at 0: OK|')).toBeGreaterThan(10);
  });

  it('break down, and heal after half a minute', async () => {
    const refused = Array.from({ length: taskCount }, () => 'unreachable ECONNREFUSED');
    expect((await storyOf('outage', 29_999)).submits).toEqual(refused);
    expect(countOf((await storyOf('outage', 30_000)).submits, 'OK|')).toBe(taskCount);
  });

  it('flap', async () => {
    expect(countOf((await storyOf('flapping')).submits, '502')).toBe(taskCount);
    expect(countOf((await storyOf('flapping', 5_000)).submits, 'OK|')).toBe(taskCount);
  });

  it('are slow: tasks are at work when they should be solved, and replies are late', async () => {
    const { submits, polls } = await storyOf('slow');
    expect(countOf(submits, '200 at 0: OK|')).toBe(taskCount);
    expect(countOf(polls, 'CAPCHA_NOT_READY')).toBe(taskCount);
    expect(countOf(polls, `at ${solveMs + 20_000}:`)).toBe(0);
  });

  it('are overloaded: no slot, long work, too many polls', async () => {
    const { submits, polls } = await storyOf('overloaded');
    expect(countOf(submits, 'ERROR_NO_SLOT_AVAILABLE')).toBeGreaterThan(10);
    expect(countOf(polls, 'CAPCHA_NOT_READY')).toBeGreaterThan(8);
    expect(countOf(polls, '429')).toBeGreaterThan(0);
  });

  it('lose replies to submits, some of which were paid', async () => {
    const { fake, submits } = await storyOf('lossy-submits');
    const lost = taskCount - countOf(submits, 'OK|');
    const lostPaid = fake.journal.paidCount() - countOf(submits, 'OK|');
    expect(lostPaid).toBeGreaterThan(2);
    expect(lost).toBeGreaterThan(lostPaid);
  });

  it('answer wrongly: what nobody takes belongs to no task', async () => {
    const { fake, polls } = await storyOf('wrong-answers');
    const answers = polls.flatMap((text) => /OK\|(.+)/.exec(text)?.[1] ?? []);
    const wrong = answers.filter((answer) => fake.journal.taskIdOfAnswer(answer) === undefined);
    expect(wrong.length).toBeGreaterThan(5);
    expect(wrong.length).toBeLessThan(20);
    expect(countOf(polls, 'ERROR_CAPTCHA_UNSOLVABLE')).toBeGreaterThan(0);
  });

  it('have a hostile network between them and their clients', async () => {
    const { submits, polls } = await storyOf('hostile-network');
    const broken = [...submits, ...polls].filter((text) => !/: (OK\||CAPCHA)/.test(text));
    const ways = new Set(broken.map((text) => text.replace(/at \d+:.*/s, '')));
    expect(ways.size).toBeGreaterThanOrEqual(4);
  });
});
