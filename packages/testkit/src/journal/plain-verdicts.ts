import type { JournalRecord } from './journal-record.ts';
import type { JournalVerdict } from './journal-verdict.ts';
import { keyInUrls } from './key-in-urls.ts';
import { noDoublePayment } from './no-double-payment.ts';
import { nothingLost } from './nothing-lost.ts';
import { pollsAfterFinal } from './polls-after-final.ts';
import { respectsRetryAfter } from './respects-retry-after.ts';
import type { RouterDecisions } from './router-decisions.ts';

/** The questions about money: a run that fails one has failed. */
export const moneyVerdicts = (
  record: JournalRecord,
  decisions?: RouterDecisions,
): readonly JournalVerdict[] => [
  noDoublePayment(record, decisions),
  nothingLost(record, decisions),
];

/** What a service would mind, though nothing is lost by it. */
export const mannersVerdicts = (record: JournalRecord): readonly JournalVerdict[] => [
  keyInUrls(record),
  pollsAfterFinal(record),
  respectsRetryAfter(record),
];
