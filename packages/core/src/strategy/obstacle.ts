import type { SpentBudget } from '../ledger/router-budget.ts';

/** Why a provider cannot take a task now, and until when, on the monotonic clock. */
export type Obstacle =
  | { readonly kind: 'drained' }
  | { readonly kind: 'type-unsupported' }
  /** Of a `raw` task. */
  | { readonly kind: 'method-unsupported' }
  | { readonly kind: 'task-refused'; readonly why: string }
  | { readonly kind: 'latched'; readonly reason: string }
  /** The task may still be answered there. */
  | { readonly kind: 'live'; readonly until: number }
  | {
      readonly kind: 'full';
      /** When one task may find out whether one more fits after all; undefined when none may. */
      readonly nextTryAt?: number | undefined;
    }
  | { readonly kind: 'cooling-off'; readonly until: number; readonly isFull: boolean }
  /** It refused a task a moment ago, and is left alone for another. */
  | { readonly kind: 'resting'; readonly until: number }
  /** The service takes so many submits in so much time. */
  | { readonly kind: 'paced'; readonly until: number }
  /** This task was refused there a moment ago. */
  | { readonly kind: 'just-refused'; readonly until: number }
  | { readonly kind: 'breaker-open'; readonly until: number }
  | { readonly kind: 'being-probed' }
  | { readonly kind: 'tried-enough' }
  | { readonly kind: 'over-budget' }
  /** The router's budget has no room for the price. */
  | ({ readonly kind: 'budget-spent' } & SpentBudget)
  /** Too much was bought of late without an answer, so nothing is bought twice. */
  | { readonly kind: 'stop-loss'; readonly until: number }
  /** The deadline comes before the first poll would. */
  | { readonly kind: 'too-slow'; readonly firstWaitMs: number };

/** For whom a task may wait: never, for a short while, or up to the deadline. */
export type Patience = 'none' | 'short' | 'long';

export function patienceWith(obstacle: Obstacle): Patience {
  switch (obstacle.kind) {
    case 'full':
    case 'live':
    case 'paced':
      return 'long';
    case 'cooling-off':
      return obstacle.isFull ? 'long' : 'short';
    case 'just-refused':
    case 'resting':
    case 'breaker-open':
    case 'being-probed':
      return 'short';
    default:
      return 'none';
  }
}

/** Whether it is this task's own, and says nothing to others. A method is the task's, as its type is not. */
export function isOfTask({ kind }: Obstacle): boolean {
  return (
    kind === 'task-refused' ||
    kind === 'method-unsupported' ||
    kind === 'live' ||
    kind === 'just-refused' ||
    kind === 'tried-enough' ||
    kind === 'over-budget' ||
    kind === 'stop-loss' ||
    kind === 'too-slow'
  );
}

/** When the obstacle ends by itself; undefined when only an event ends it. */
export const endOf = (obstacle: Obstacle): number | undefined =>
  'until' in obstacle ? obstacle.until : undefined;

/** An obstacle in a few words, seen at an instant. */
export function describeObstacle(obstacle: Obstacle, now: number): string {
  const until = endOf(obstacle);
  const isKnown = until !== undefined && Number.isFinite(until);
  const rest = isKnown ? ` for ${Math.max(0, Math.round(until - now))} ms more` : '';
  switch (obstacle.kind) {
    case 'task-refused':
      return `task refused: ${obstacle.why}`;
    case 'latched':
      return `latched: ${obstacle.reason}`;
    case 'too-slow':
      return `too slow: first poll after ${obstacle.firstWaitMs} ms`;
    default:
      return `${obstacle.kind.replaceAll('-', ' ')}${rest}`;
  }
}
