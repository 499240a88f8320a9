import type { StopLoss } from '../ledger/stop-loss.ts';
import type { LeftReason } from './left-reason.ts';
import type { RouterEventBody } from './router-events.ts';

/** Not the caller's own doing: what was bought was of no use. */
const isWaste: Readonly<Record<LeftReason, boolean>> = {
  patience: true,
  'submit-timeout': true,
  latched: true,
  deadline: true,
  'given-up': true,
  'solved-elsewhere': true,
  aborted: false,
  closed: false,
};

/** Tells the stop-loss what became of each purchase. Slots of a flat rate are no purchases. */
export const watchLosses =
  (stopLoss: StopLoss, flatRate: ReadonlySet<string>) =>
  (event: RouterEventBody): void => {
    if (event.type !== 'attempt-left' && event.type !== 'attempt-ended') return;
    const { attemptId, providerId } = event;
    if (flatRate.has(providerId)) return;
    if (event.type === 'attempt-left') {
      if (isWaste[event.why]) stopLoss.wasted(attemptId);
    } else if (event.charged === 'no') stopLoss.refunded(attemptId);
    else if (event.outcome === 'solved') stopLoss.answered(attemptId);
    else stopLoss.wasted(attemptId);
  };
