import type { FakeProvider } from '../http/fake-provider.ts';
import { failureReport } from '../journal/failure-report.ts';
import { mannersVerdicts, moneyVerdicts } from '../journal/plain-verdicts.ts';

/** What a run has come to. */
export interface Outcome {
  /** Whether nothing was paid twice and nothing lost, but for what is allowed. */
  readonly isClean: boolean;
  readonly report: string;
}

/** The journal's verdict for people, with what repeats the run. */
export function outcomeOf(fake: FakeProvider, allowed: ReadonlySet<string>): Outcome {
  const { record } = fake.journal;
  const money = moneyVerdicts(record);
  const reports = [...money, ...mannersVerdicts(record)].map(failureReport);
  const { seed, recordedAt = 'not recorded, --record run.jsonl does' } = record;
  return {
    isClean: money.every(({ findings }) => findings.every(({ kind }) => allowed.has(kind))),
    report: [...reports, `seed ${seed} · journal: ${recordedAt}`].join('\n'),
  };
}
