import type { JournalRecord } from './journal-record.ts';
import type { Finding } from './journal-verdict.ts';
import { mannersVerdicts, moneyVerdicts } from './plain-verdicts.ts';

/** Everything that a journal alone can find wrong. */
export const findingsOf = (record: JournalRecord): readonly Finding[] =>
  [...moneyVerdicts(record), ...mannersVerdicts(record)].flatMap(({ findings }) => findings);
