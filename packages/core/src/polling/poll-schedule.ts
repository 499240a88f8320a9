import { durationOf, type Supports } from '../provider/supports.ts';

/** Tickets of a provider that declares no retention are collected for so long. */
const usualLifetimeMs = 15 * 60_000;
const usualPollTimeoutMs = 10_000;

/** When to ask: pure, from what the provider declares. */
export interface PollSchedule {
  /** From acceptance to the first poll. */
  firstWaitMs(taskType: string): number;
  /** What one ticket waits for: polls are rarer while a callback is expected. */
  waits(ticket: { readonly taskType: string; readonly hasCallback: boolean }): {
    readonly firstWaitMs: number;
    /** No poll sooner than that after the one before. */
    readonly floorMs: number;
    readonly intervalMs: number;
  };
  /** From one poll to the next. */
  intervalMs(taskType: string): number;
  /** From acceptance to the end of a ticket's life. */
  lifetimeMs(taskType: string): number;
  /** Whether the service is known to forget a ticket then; else the lifetime is a guess. */
  readonly isLifetimeDeclared: boolean;
  /** Polls of one ticket that the service may have seen. */
  readonly maxPolls: number;
  readonly pollTimeoutMs: number;
}

/** So many times rarer are polls that are only a fallback for a callback. */
const callbackSlowdown = 4;
/** The first one less so: a callback that never comes must not cost a task its patience. */
const firstSlowdown = 2;

export function pollScheduleOf({ limits, retention }: Supports): PollSchedule {
  return {
    waits: ({ taskType, hasCallback }) => {
      const floorMs = durationOf(limits.pollFloorMs, taskType);
      const firstWaitMs = durationOf(limits.firstWaitMs, taskType);
      if (!hasCallback) return { floorMs, intervalMs: floorMs, firstWaitMs };
      const intervalMs = floorMs * callbackSlowdown;
      return { floorMs, intervalMs, firstWaitMs: firstWaitMs * firstSlowdown };
    },
    firstWaitMs: (taskType) => durationOf(limits.firstWaitMs, taskType),
    intervalMs: (taskType) => durationOf(limits.pollFloorMs, taskType),
    lifetimeMs: (taskType) => durationOf(retention.fromAcceptedMs ?? usualLifetimeMs, taskType),
    isLifetimeDeclared: retention.fromAcceptedMs !== undefined,
    maxPolls: limits.maxPolls ?? Infinity,
    pollTimeoutMs: limits.pollTimeoutMs ?? usualPollTimeoutMs,
  };
}
