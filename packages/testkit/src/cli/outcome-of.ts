import type { FakeProvider } from '../http/fake-provider.ts';
import { failureReport } from '../journal/failure-report.ts';
import type { JournalVerdict } from '../journal/journal-verdict.ts';
import { mannersVerdicts, moneyVerdicts } from '../journal/plain-verdicts.ts';

/** What a run has come to. */
export interface Outcome {
  /** Whether nothing was paid twice and nothing lost, but for what is allowed. */
  readonly isClean: boolean;
  readonly seed: string;
  /** The file to which the run was recorded, if it was. */
  readonly recordedAt: string | undefined;
  readonly money: readonly JournalVerdict[];
  readonly manners: readonly JournalVerdict[];
  /** The same for people, with what repeats the run. */
  readonly report: string;
}

/** The journal's verdict. */
export function outcomeOf(fake: FakeProvider, allowed: ReadonlySet<string>): Outcome {
  const { record } = fake.journal;
  const money = moneyVerdicts(record);
  const manners = mannersVerdicts(record);
  const reports = [...money, ...manners].map(failureReport);
  const { seed, recordedAt } = record;
  const place = recordedAt ?? 'not recorded, --record run.jsonl does';
  return {
    isClean: money.every(({ findings }) => findings.every(({ kind }) => allowed.has(kind))),
    seed,
    recordedAt,
    money,
    manners,
    report: [...reports, `seed ${seed} · journal: ${place}`].join('\n'),
  };
}
