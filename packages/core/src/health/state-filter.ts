import { closestBin } from './closest-bin.ts';
import { CurrentDrift } from './current-drift.ts';
import { EvidenceBin, type Lesson, type Model } from './evidence-bin.ts';
import { FilterPass, normalize, weigh } from './filter-pass.ts';
import { type FilterSnapshot, namedStates, placedStates } from './filter-snapshot.ts';
import type { HealthEvidence } from './health-evidence.ts';
import { healthKinds, kindOf, type KindRates, ratesOf, usualRates } from './hidden-state.ts';
import { LearnedLaw } from './learned-law.ts';
import { LearnedRates } from './learned-rates.ts';
import { judgementLikelihood } from './likelihood.ts';
import type { SolveLaw } from './solve-law.ts';
import { type TrackedAttempt, TrackedAttempts } from './tracked-attempts.ts';

const mostBins = 40;
/** Beyond so many bins a result serves for a short while, whatever is seen meanwhile. */
const fewBins = 16;
const shortWhileMs = 250;
/** Nothing but time, and looks at what is not ready yet, changes a result no faster than that. */
const quietWhileMs = 800;

/** One kind of health: how probable it is, and what it does. */
export interface Hypothesis extends KindRates {
  readonly probability: number;
}

/**
 * A probability over the hidden states of one provider for one task type, by all its attempts, finished or in flight;
 * those sent at nearly the same time are taken together. A fold: the same evidence gives the same probabilities.
 */
export class StateFilter {
  readonly #law = new LearnedLaw();
  readonly #rates = new LearnedRates(usualRates);
  readonly #attempts = new TrackedAttempts();
  readonly #drift = new CurrentDrift();
  readonly #bins: EvidenceBin[] = [];
  #learnedModel: Model | undefined;
  /** What all evidence before the bins makes of the states, and when that was. */
  readonly #prefix = CurrentDrift.beforeAll.longRun();
  #prefixAt = 0;
  #isPassStale = true;
  #pass: FilterPass | undefined;
  #known: { readonly pass: FilterPass; readonly hypotheses: readonly Hypothesis[] } | undefined;

  /** How long answers take while the provider is healthy. */
  get law(): SolveLaw {
    return this.#law.law;
  }

  /** Whether too few answers were seen to know how long they take. */
  get isYoung(): boolean {
    return this.#law.isYoung;
  }

  apply(evidence: HealthEvidence): void {
    if (evidence.kind === 'met') return;
    if (evidence.kind !== 'unanswered') this.#isPassStale = true;
    const { at } = evidence;
    if (evidence.kind === 'judged') this.#drift.noteJudgement(at);
    this.#fold(at);
    if (evidence.kind === 'vouched') return this.#trust(at);
    if (evidence.kind === 'heard') {
      return this.#binAt(at).show({ kind: evidence.showing }, this.#model);
    }
    const { attemptId } = evidence;
    if (evidence.kind === 'sent') return this.#attempts.add(attemptId, this.#binAt(at), at);
    const attempt = this.#attempts.get(attemptId);
    if (attempt !== undefined) this.#follow(attempt, evidence);
    else if (evidence.kind === 'judged') this.#judgeLate(evidence.isRight);
  }

  /** How probable each kind of health is now. */
  hypotheses(now: number): readonly Hypothesis[] {
    const pass = this.#passAt(now);
    if (this.#known?.pass !== pass) {
      this.#known = { pass, hypotheses: this.#hypothesesFrom(pass.states) };
    }
    return this.#known.hypotheses;
  }

  /** Everything that is known but the attempts in flight, as JSON. */
  snapshot(now: number): FilterSnapshot {
    return {
      states: namedStates(this.#newPass(now).states),
      solveTimesMs: [...this.#law.samples],
      rates: this.#rates.counts,
    };
  }

  /** Begins with what another filter knew at an instant of this one's clock. */
  restore({ states, solveTimesMs, rates }: FilterSnapshot, at: number): void {
    const placed = placedStates(states);
    if (placed !== undefined) this.#prefix.set(placed);
    this.#prefixAt = at;
    this.#law.restore(solveTimesMs);
    this.#rates.restore(rates);
    this.#learnedModel = undefined;
    this.#isPassStale = true;
  }

  /** How probable each kind of health was when an attempt was sent, by all that is known now. */
  hypothesesFor(attemptId: string, now: number): readonly Hypothesis[] {
    const bin = this.#attempts.get(attemptId)?.bin;
    const pass = this.#passAt(now);
    return this.#hypothesesFrom(bin === undefined ? pass.states : pass.statesAt(bin));
  }

  #follow(
    attempt: TrackedAttempt,
    evidence: Exclude<HealthEvidence, { readonly kind: 'heard' | 'vouched' | 'met' }>,
  ): void {
    const { bin, acceptedAt, endedAt, ageMs } = attempt;
    const { attemptId, at } = evidence;
    const isOpen = acceptedAt !== undefined && endedAt === undefined;
    const nowAgeMs = Math.max(ageMs, at - (acceptedAt ?? at));
    switch (evidence.kind) {
      case 'accepted':
        if (acceptedAt !== undefined) return;
        attempt.acceptedAt = at;
        return bin.count(1, 0);
      case 'unanswered':
        if (!isOpen) return;
        attempt.ageMs = nowAgeMs;
        return bin.age(nowAgeMs - ageMs);
      case 'solved':
      case 'failed':
        if (!isOpen) return;
        bin.count(-1, ageMs);
        bin.show({ kind: evidence.kind, fromMs: ageMs, toMs: nowAgeMs }, this.#model);
        attempt.endedAt = at;
        if (evidence.kind === 'failed') this.#attempts.forget(attemptId);
        return this.#note(bin, { kind: evidence.kind, durationMs: (ageMs + nowAgeMs) / 2 });
      case 'judged':
        bin.judge(evidence.isRight, this.#model);
        this.#attempts.forget(attemptId);
        return this.#note(bin, { kind: 'judged', isRight: evidence.isRight });
      default:
        if (isOpen) bin.count(-1, ageMs);
        else if (evidence.kind === 'rejected' || evidence.kind === 'silent') {
          bin.show({ kind: evidence.kind }, this.#model);
        }
        this.#attempts.forget(attemptId);
    }
  }

  #trust(at: number): void {
    for (const bin of this.#bins.splice(0))
      for (const id of [...bin.members]) this.#attempts.forget(id);
    this.#prefix.fill(0);
    this.#prefix[0] = 1;
    this.#prefixAt = at;
  }

  /** How healthy the provider was is told best by what comes later, so lessons are learned when their bin is folded. */
  #note(bin: EvidenceBin, lesson: Lesson): void {
    if (this.#law.isYoung && lesson.kind === 'solved') this.#learn(lesson, 1);
    else bin.lessons.push(lesson);
  }

  #learn(lesson: Lesson, healthy: number): void {
    if (lesson.kind === 'judged') this.#rates.learnJudgement(lesson.isRight, healthy);
    else this.#rates.learnEnd(lesson.kind === 'failed', healthy);
    if (lesson.kind === 'solved') this.#law.learn(lesson.durationMs, healthy);
    this.#learnedModel = undefined;
  }

  /** Too late for its bin: it speaks of the states that came next. */
  #judgeLate(isRight: boolean): void {
    for (const [state, probability] of this.#prefix.entries()) {
      const rates = this.#model.kinds[kindOf(state)]?.rates ?? usualRates;
      this.#prefix[state] = probability * judgementLikelihood(isRight, rates);
    }
    normalize(this.#prefix);
  }

  /** The same object until something is learned: what was computed with it holds as long. */
  get #model(): Model {
    this.#learnedModel ??= {
      kinds: healthKinds.map((kind) => ({ kind, rates: ratesOf(kind, this.#rates.rates) })),
      law: this.#law.law,
    };
    return this.#learnedModel;
  }

  #passAt(now: number): FilterPass {
    const pass = this.#pass;
    const isBusy = this.#bins.length > fewBins;
    const servesMs = this.#isPassStale ? (isBusy ? shortWhileMs : -1) : quietWhileMs;
    if (pass !== undefined && now - pass.now <= servesMs) return pass;
    this.#isPassStale = false;
    this.#pass = this.#newPass(now);
    return this.#pass;
  }

  #newPass(now: number): FilterPass {
    return new FilterPass({
      prefix: this.#prefix,
      prefixAt: this.#prefixAt,
      bins: [...this.#bins],
      model: this.#model,
      drift: this.#drift.at(now),
      now,
    });
  }

  #hypothesesFrom(states: Float64Array): readonly Hypothesis[] {
    const probabilities = new Float64Array(healthKinds.length);
    for (const [state, probability] of states.entries()) {
      const kind = kindOf(state);
      probabilities[kind] = (probabilities[kind] ?? 0) + probability;
    }
    return this.#model.kinds.map(({ kind, rates }, index) => ({
      kind,
      rates,
      probability: probabilities[index] ?? 0,
    }));
  }

  #binAt(at: number): EvidenceBin {
    const last = this.#bins.at(-1);
    if (last !== undefined && at <= last.lastAt) return last;
    const bin = new EvidenceBin(at, healthKinds.length);
    this.#bins.push(bin);
    if (this.#bins.length > mostBins) this.#mergeClosest();
    return this.#bins.at(-1) ?? bin;
  }

  #mergeClosest(): void {
    const closest = closestBin(this.#bins);
    const [bin, next] = this.#bins.slice(closest, closest + 2);
    if (bin === undefined || next === undefined) return;
    this.#attempts.move(next, bin);
    bin.absorb(next);
    this.#bins.splice(closest + 1, 1);
  }

  /** What can change no more becomes one vector: memory holds what may still show something. */
  #fold(now: number): void {
    for (let bin = this.#bins[0]; bin !== undefined; bin = this.#bins[0]) {
      if (bin.lastAt >= now || !this.#attempts.isOver(bin, now)) return;
      if (bin.lessons.length > 0) {
        const healthy = this.#newPass(now).statesAt(bin)[0] ?? 0;
        for (const lesson of bin.lessons) this.#learn(lesson, healthy);
      }
      this.#drift.at(now).forward(this.#prefix, bin.at - this.#prefixAt);
      weigh(this.#prefix, bin.likelihoods(this.#model));
      this.#prefixAt = Math.max(this.#prefixAt, bin.at);
      this.#bins.shift();
    }
  }
}
