import { durationOf, type Supports } from '../provider/supports.ts';

/** Tickets of a provider that declares no retention are collected for so long. */
const usualLifetimeMs = 15 * 60_000;
const usualPollTimeoutMs = 10_000;

/** When to ask: pure, from what the provider declares. */
export interface PollSchedule {
  /** From acceptance to the first poll. */
  firstWaitMs(taskType: string): number;
  /** From one poll to the next. */
  intervalMs(taskType: string): number;
  /** From acceptance to the end of a ticket's life. */
  lifetimeMs(taskType: string): number;
  readonly maxPolls: number;
  readonly pollTimeoutMs: number;
}

export function pollScheduleOf({ limits, retention }: Supports): PollSchedule {
  return {
    firstWaitMs: (taskType) => durationOf(limits.firstWaitMs, taskType),
    intervalMs: (taskType) => durationOf(limits.pollFloorMs, taskType),
    lifetimeMs: (taskType) => durationOf(retention.fromAcceptedMs ?? usualLifetimeMs, taskType),
    maxPolls: limits.maxPolls ?? Infinity,
    pollTimeoutMs: limits.pollTimeoutMs ?? usualPollTimeoutMs,
  };
}
