import type { Invariant } from './invariant.ts';

/** I7: a settled call leaves no listener on its caller's signal; a closed router leaves no timer and does nothing more. */
export const leavesNothing: Invariant = ({ check }) => {
  let isClosed = false;
  return {
    hear: (happening) => {
      switch (happening.kind) {
        case 'settled': {
          const { callId, listeners } = happening;
          check(
            listeners === 0,
            () => `${listeners} listeners are left on the signal of ${callId}`,
          );
          return;
        }
        case 'closed': {
          const { pendingSleeps } = happening;
          isClosed = true;
          check(pendingSleeps === 0, () => `${pendingSleeps} timers run on after the end`);
          return;
        }
        case 'submit-received':
        case 'poll-received':
        case 'event':
          check(!isClosed, () => `the router went on after its end: ${happening.kind}`);
          return;
        default:
      }
    },
  };
};
