import { Drift } from './drift.ts';
import { judgedOnsets, usualOnsets } from './hidden-state.ts';

/** Without a judgement for so long, nobody seems to judge these answers. */
const judgedWithinMs = 120_000;

const usual = new Drift(usualOnsets);
const judged = new Drift(judgedOnsets);

/**
 * Which faults are to be expected of a provider: wrong answers above all while somebody judges them. For a caller who
 * never does, or did once, they are one fault among others, because no answer could ever clear a provider of it.
 */
export class CurrentDrift {
  static readonly beforeAll = usual;
  #judgedAt = -Infinity;

  noteJudgement(at: number): void {
    this.#judgedAt = Math.max(this.#judgedAt, at);
  }

  at(now: number): Drift {
    return now - this.#judgedAt < judgedWithinMs ? judged : usual;
  }
}
