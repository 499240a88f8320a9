import type { FailureReport } from '../jobs/failure-report.ts';

const nothing = { attempts: [], openTickets: [] } as const;

/** Failures that are no provider's, and that the router does not know. */
export const verdicts = {
  unreadable: {
    code: 'unreadable',
    message: 'the job was written by another version of this package',
    charged: 'no',
    ...nothing,
  },
  expired: {
    code: 'expired',
    message: 'the deadline of the job passed before it was solved',
    charged: 'unknown',
    ...nothing,
  },
  poison: {
    code: 'poison',
    message: 'five workers died while they had the job',
    charged: 'unknown',
    ...nothing,
  },
  maybePaid: {
    code: 'maybe-paid',
    message:
      'a worker died while it bought, and the router shall buy nothing twice (outcomeUnknown)',
    charged: 'unknown',
    ...nothing,
  },
} as const satisfies Readonly<Record<string, FailureReport>>;
