import { describe, expect, it } from 'vitest';

import { seededRandom } from '../testing/seeded-random.ts';
import type { AttemptEvidenceKind, HealthEvidence } from './health-evidence.ts';
import type { HealthKind } from './hidden-state.ts';
import { StateFilter } from './state-filter.ts';

/** A filter that is told of attempts in the order of time, whatever order a test tells them in. */
function world() {
  const filter = new StateFilter();
  const log: HealthEvidence[] = [];
  let pending: HealthEvidence[] = [];
  let count = 0;
  const tell = (...evidence: readonly HealthEvidence[]): void => {
    pending.push(...evidence);
  };
  const runTo = (now: number): void => {
    const due = pending.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at);
    pending = pending.filter(({ at }) => at > now);
    log.push(...due);
    for (const evidence of due) filter.apply(evidence);
  };
  return {
    filter,
    log,
    tell,
    runTo,
    /** Sends an attempt at an instant; what follows happens so many milliseconds later. */
    attempt(at: number, ...happens: readonly (readonly [AttemptEvidenceKind, number])[]): string {
      const attemptId = `attempt-${(count += 1)}`;
      tell({ kind: 'sent', attemptId, at });
      for (const [kind, afterMs] of happens) tell({ kind, attemptId, at: at + afterMs });
      return attemptId;
    },
    chanceOf(kind: HealthKind, now: number): number {
      runTo(now);
      return filter.hypotheses(now).find((known) => known.kind === kind)?.probability ?? 0;
    },
    healthyWhenSent(attemptId: string, now: number): number {
      runTo(now);
      return filter.hypothesesFor(attemptId, now)[0]?.probability ?? 0;
    },
  };
}

/** A provider whose answers take ten seconds in the median, asked every four seconds. */
function healthyUntil(endAt: number) {
  const known = world();
  const random = seededRandom(7);
  let at = 0;
  for (; at < endAt; at += 4_000) {
    const normal =
      Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    const solveMs = 10_000 * Math.exp(0.65 * normal);
    known.attempt(
      at,
      ['accepted', 0],
      ['unanswered', Math.max(0, solveMs - 500)],
      ['solved', solveMs + 500],
    );
  }
  return { ...known, now: at };
}

describe('StateFilter', () => {
  it('begins with what is usual, and adds up to one', () => {
    const { filter, chanceOf } = world();
    const total = filter.hypotheses(0).reduce((sum, { probability }) => sum + probability, 0);
    expect(total).toBeCloseTo(1, 9);
    expect(chanceOf('healthy', 0)).toBeGreaterThan(0.6);
  });

  it('trusts a provider that answers', () => {
    const { chanceOf, now } = healthyUntil(200_000);
    expect(chanceOf('healthy', now)).toBeGreaterThan(0.9);
  });

  it('learns how long answers take', () => {
    const { filter, now, runTo } = healthyUntil(400_000);
    runTo(now);
    expect(Math.exp(filter.law.mu)).toBeGreaterThan(7_500);
    expect(Math.exp(filter.law.mu)).toBeLessThan(13_000);
    expect(filter.law.sigma).toBeGreaterThan(0.4);
    expect(filter.law.sigma).toBeLessThan(0.95);
  });

  it('suspects an outage after two refusals in a row', () => {
    const { attempt, chanceOf, now } = healthyUntil(200_000);
    attempt(now, ['rejected', 300]);
    attempt(now + 1_000, ['rejected', 300]);
    expect(chanceOf('down', now + 1_300)).toBeGreaterThan(0.5);
  });

  it('suspects lost replies after two that are missing', () => {
    const { attempt, chanceOf, now } = healthyUntil(200_000);
    attempt(now, ['silent', 10_000]);
    attempt(now + 1_000, ['silent', 10_000]);
    const lost = chanceOf('ambiguous', now + 11_000) + chanceOf('mute', now + 11_000);
    expect(lost).toBeGreaterThan(0.8);
  });

  it('takes silence for evidence: no timeout is needed to suspect a stall', () => {
    const { attempt, chanceOf, healthyWhenSent, now } = healthyUntil(200_000);
    const sent = Array.from({ length: 8 }, (_, index) => index * 2_000).map((afterMs) =>
      attempt(now + afterMs, ['accepted', 300], ['unanswered', 60_000 - afterMs]),
    );
    expect(healthyWhenSent(sent.at(-1) ?? '', now + 60_000)).toBeLessThan(0.05);
    expect(chanceOf('healthy', now + 60_000)).toBeLessThan(0.25);
    expect(chanceOf('stalling', now + 60_000)).toBeGreaterThan(0.1);
  });

  it('doubts the answers of a provider that is judged after two wrong ones', () => {
    const { attempt, chanceOf, tell } = world();
    for (let at = 0; at <= 320_000; at += 20_000) {
      const attemptId = attempt(at, ['accepted', 0], ['solved', 8_000]);
      tell({ kind: 'judged', attemptId, isRight: at < 300_000, at: at + 28_000 });
    }
    expect(chanceOf('wrong', 300_000)).toBeLessThan(0.02);
    expect(chanceOf('wrong', 350_000)).toBeGreaterThan(0.9);
  });

  it('suspects no provider of wrong answers because it was judged once', () => {
    const { attempt, chanceOf, tell } = world();
    for (let at = 0; at < 3_600_000; at += 20_000) attempt(at, ['accepted', 0], ['solved', 8_000]);
    const attemptId = attempt(3_600_000, ['accepted', 0], ['solved', 8_000]);
    tell({ kind: 'judged', attemptId, isRight: true, at: 3_628_000 });
    for (const minutes of [0, 1, 2, 5, 30, 120])
      expect(chanceOf('wrong', 3_628_000 + minutes * 60_000)).toBeLessThan(0.08);
  });

  it('doubts the answers after a wrong one', () => {
    const { attempt, chanceOf, tell, now } = healthyUntil(200_000);
    const attemptId = attempt(now, ['accepted', 300], ['solved', 9_000]);
    const before = chanceOf('wrong', now + 29_000);
    tell({ kind: 'judged', attemptId, isRight: false, at: now + 29_000 });
    expect(chanceOf('wrong', now + 29_000)).toBeGreaterThan(before * 10);
  });

  it('hears a judgement that comes long after its attempt was folded', () => {
    const { attempt, chanceOf, tell, now } = healthyUntil(200_000);
    const attemptId = attempt(now, ['accepted', 300], ['solved', 9_000]);
    attempt(now + 300_000, ['accepted', 300], ['solved', 9_000]);
    const before = chanceOf('wrong', now + 400_000);
    tell({ kind: 'judged', attemptId, isRight: false, at: now + 400_000 });
    expect(chanceOf('wrong', now + 400_000)).toBeGreaterThan(before * 5);
  });

  it('does not learn the times of a slow episode as its own', () => {
    const known = healthyUntil(400_000);
    known.runTo(known.now);
    const before = known.filter.law.mu;
    for (let sent = 0; sent < 30; sent += 1) {
      const at = known.now + sent * 4_000;
      known.attempt(at, ['accepted', 0], ['unanswered', 80_000], ['solved', 82_000]);
    }
    known.runTo(known.now + 400_000);
    expect(known.filter.law.mu - before).toBeLessThan(0.2);
  });

  it('comes back to trust by itself, within the hour', () => {
    const { attempt, chanceOf, now } = healthyUntil(200_000);
    for (let sent = 0; sent < 6; sent += 1) attempt(now + sent * 1_000, ['rejected', 300]);
    expect(chanceOf('healthy', now + 6_000)).toBeLessThan(0.1);
    expect(chanceOf('healthy', now + 3_600_000)).toBeGreaterThan(0.5);
  });

  it('draws nothing from an attempt that was dropped', () => {
    const { attempt, filter, now, runTo } = healthyUntil(200_000);
    runTo(now);
    const before = filter.hypotheses(now).map(({ probability }) => probability);
    attempt(now, ['dropped', 0]);
    runTo(now);
    const after = filter.hypotheses(now).map(({ probability }) => probability);
    for (const [index, probability] of before.entries()) {
      expect(after[index]).toBeCloseTo(probability, 9);
    }
  });

  it('sees a stall in the attempts that it struck, and health in those before', () => {
    const { attempt, healthyWhenSent, now } = healthyUntil(200_000);
    const early = attempt(now, ['accepted', 300], ['solved', 9_000]);
    const late: string[] = [];
    for (let sent = 0; sent < 8; sent += 1) {
      late.push(attempt(now + 10_000 + sent * 2_000, ['accepted', 300], ['unanswered', 24_000]));
    }
    const at = now + 48_000;
    expect(healthyWhenSent(early, at)).toBeGreaterThan(0.85);
    expect(healthyWhenSent(late.at(-1) ?? '', at)).toBeLessThan(0.3);
  });

  it('is a fold: the same evidence in the same order gives the same probabilities', () => {
    const { attempt, filter, log, now, runTo } = healthyUntil(200_000);
    attempt(now, ['rejected', 300]);
    runTo(now + 300);
    const replayed = new StateFilter();
    for (const evidence of log) replayed.apply(evidence);
    expect(replayed.hypotheses(now + 5_000)).toEqual(filter.hypotheses(now + 5_000));
    expect(replayed.law).toEqual(filter.law);
  });

  it('never turns to less doubt by one more refusal', () => {
    const { attempt, chanceOf, now } = healthyUntil(100_000);
    let before = chanceOf('healthy', now);
    for (let sent = 0; sent < 12; sent += 1) {
      attempt(now + sent, ['rejected', 0]);
      const after = chanceOf('healthy', now + sent);
      expect(after).toBeLessThanOrEqual(before + 1e-9);
      before = after;
    }
  });

  it('stays finite with ten thousand attempts in flight, all of them silent', () => {
    const { attempt, filter, now, runTo } = healthyUntil(100_000);
    for (let sent = 0; sent < 10_000; sent += 1) {
      attempt(now + sent, ['accepted', 0], ['unanswered', 30_000]);
    }
    runTo(now + 40_000);
    const chances = filter.hypotheses(now + 40_000).map(({ probability }) => probability);
    expect(chances.every((chance) => Number.isFinite(chance) && chance >= 0)).toBe(true);
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 6);
    expect(chances[0]).toBeLessThan(0.2);
  });

  it.each(['rejected', 'silent', 'failed'] as const)(
    'never takes a provider for healthier because one more attempt was %s',
    (kind) => {
      for (let seed = 1; seed <= 40; seed += 1) {
        const healthyAfter = (isOneMore: boolean): number => {
          const { attempt, chanceOf } = world();
          const random = seededRandom(seed);
          for (let at = 0; at < 120_000; at += 4_000 + 8_000 * random.next()) {
            const chance = random.next();
            // A silence speaks for another fault than refusals do, and that one may be younger.
            if (chance < 0.3) attempt(at, [kind === 'silent' ? kind : 'rejected', 300]);
            else if (chance < 0.4) attempt(at, ['accepted', 300], ['failed', 9_000]);
            else attempt(at, ['accepted', 300], ['solved', 3_000 + 20_000 * random.next()]);
          }
          // The same attempt, of which nothing is learned, instead of none: both are taken in at the same times.
          const end = isOneMore ? kind : 'dropped';
          if (kind === 'failed') attempt(125_000, ['accepted', 300], [end, 9_000]);
          else attempt(125_000, [end, 300]);
          return chanceOf('healthy', 140_000);
        };
        expect(healthyAfter(true)).toBeLessThanOrEqual(healthyAfter(false) + 1e-9);
      }
    },
  );
});
