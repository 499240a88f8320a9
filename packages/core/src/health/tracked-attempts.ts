import type { EvidenceBin } from './evidence-bin.ts';

/** The judgement of an answer is waited for so long. */
const judgementWaitMs = 40_000;
/** An attempt that has been open so long tells nothing new. */
const longestOpenMs = 140_000;

/** An attempt that may still show something. */
export interface TrackedAttempt {
  bin: EvidenceBin;
  readonly sentAt: number;
  acceptedAt: number | undefined;
  /** How old it was when it was last seen to be unanswered. */
  ageMs: number;
  endedAt: number | undefined;
}

/** Which attempts may still show something, and in which bin they are. */
export class TrackedAttempts {
  readonly #byId = new Map<string, TrackedAttempt>();

  add(attemptId: string, bin: EvidenceBin, sentAt: number): void {
    bin.members.add(attemptId);
    const fresh = { bin, sentAt, acceptedAt: undefined, ageMs: 0, endedAt: undefined };
    this.#byId.set(attemptId, fresh);
  }

  get(attemptId: string): TrackedAttempt | undefined {
    return this.#byId.get(attemptId);
  }

  forget(attemptId: string): void {
    this.#byId.get(attemptId)?.bin.members.delete(attemptId);
    this.#byId.delete(attemptId);
  }

  /** The attempts of one bin go over to the bin before it. */
  move(from: EvidenceBin, to: EvidenceBin): void {
    for (const member of from.members) {
      const tracked = this.#byId.get(member);
      if (tracked !== undefined) tracked.bin = to;
      to.members.add(member);
    }
  }

  /** Whether nothing of a bin can change any more; forgets those of its attempts that say no more. */
  isOver(bin: EvidenceBin, now: number): boolean {
    for (const member of bin.members) {
      const tracked = this.#byId.get(member);
      if (tracked !== undefined && !isSpent(tracked, now)) return false;
      this.forget(member);
    }
    return true;
  }
}

const isSpent = ({ sentAt, endedAt }: TrackedAttempt, now: number): boolean =>
  endedAt === undefined ? now - sentAt > longestOpenMs : now - endedAt > judgementWaitMs;
