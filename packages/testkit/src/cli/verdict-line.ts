import type { JournalVerdict } from '../journal/journal-verdict.ts';
import type { Outcome } from './outcome-of.ts';

const maxFindings = 100;

/** A verdict, its findings cut where there are too many for a line. */
const shortened = ({ check, isClean, summary, findings }: JournalVerdict): object => ({
  check,
  isClean,
  summary,
  findingCount: findings.length,
  findings: findings.slice(0, maxFindings),
});

/** One line of JSON for whoever reads the end of a run; an entry for each fake, in the order of the ready line. */
export function verdictLine(
  outcomes: readonly (Outcome & { readonly dialect: string })[],
  exitCode: number,
): string {
  const isClean = outcomes.every((outcome) => outcome.isClean);
  const fakes = outcomes.map(({ dialect, seed, recordedAt, money, manners, ...outcome }) => ({
    dialect,
    seed,
    recordedAt,
    isClean: outcome.isClean,
    money: money.map(shortened),
    manners: manners.map(shortened),
  }));
  return JSON.stringify({ ended: true, isClean, exitCode, fakes });
}
