import type { SolveLaw } from '../health/solve-law.ts';
import type { Random } from '../provider/random.ts';
import { InspectionPlan } from './inspection-plan.ts';
import type { PollSchedule } from './poll-schedule.ts';
import type { TicketToWatch } from './ticket-watch.ts';

/** However slow answers have become, a ticket is asked for now and again. */
const longestGapMs = 10_000;
const longestFirstWaitMs = 60_000;
/** The first look comes a little sooner or later, so that early answers go on being seen. */
const noise = 0.1;

export interface LearnedWaitsOptions {
  readonly schedule: PollSchedule;
  readonly random: Random;
  /** How long answers of a type take, once it is known. */
  readonly lawOf?: ((taskType: string) => SolveLaw | undefined) | undefined;
}

type Subject = Pick<TicketToWatch, 'taskType' | 'hasCallback'>;

/** When to ask for a ticket: by what was learned of the service's answers, within what it declares. */
export class LearnedWaits {
  readonly #options: LearnedWaitsOptions;
  readonly #plans = new Map<string, { readonly law: SolveLaw; readonly plan: InspectionPlan }>();

  constructor(options: LearnedWaitsOptions) {
    this.#options = options;
  }

  /** From acceptance to the first poll. */
  firstWaitMs(subject: Subject): number {
    const { schedule, random } = this.#options;
    const { firstWaitMs, floorMs } = schedule.waits(subject);
    const plannedMs = this.#planFor(subject)?.nextAgeMs(0);
    if (plannedMs === undefined) return firstWaitMs;
    const noisyMs = plannedMs * (1 - noise + 2 * noise * random.next());
    return Math.max(floorMs, Math.min(noisyMs, longestFirstWaitMs));
  }

  /** From a poll at an age to the next one. */
  nextWaitMs(subject: Subject, ageMs: number): number {
    const { floorMs, intervalMs } = this.#options.schedule.waits(subject);
    const plan = this.#planFor(subject);
    if (plan === undefined) return intervalMs;
    return Math.max(floorMs, Math.min(plan.nextAgeMs(ageMs) - ageMs, longestGapMs));
  }

  /** A callback tells of the answer: then polls are a fallback, and keep their fixed rate. */
  #planFor({ taskType, hasCallback }: Subject): InspectionPlan | undefined {
    const law = hasCallback ? undefined : this.#options.lawOf?.(taskType);
    if (law === undefined) return undefined;
    const known = this.#plans.get(taskType);
    if (known?.law === law) return known.plan;
    const plan = new InspectionPlan(law);
    this.#plans.set(taskType, { law, plan });
    return plan;
  }
}
