import { type Ending, shownOf } from './outcome.ts';
import type { Question } from './question.ts';
import { hiddenAnywhere, partlyShownIn, shownIn } from './secrets.ts';

export interface ShownQuestion {
  readonly question: Question;
  /** Whether the reply is as it was written, and so holds its secrets whole. */
  readonly isWhole: boolean;
}

const longestRaw = 2_001;
const longestRawCode = 100;
const longestError = 20_000;

/** What an ending shows that nobody may see: a secret, or more of a reply than a bounded piece. */
export function shownSecret(
  { left, raw, errors, outcome }: Ending,
  { question, isWhole }: ShownQuestion,
): string | undefined {
  const secrets = isWhole ? [...question.secrets, ...hiddenAnywhere] : question.secrets;
  // A damaged reply may have become an id or an answer as a whole.
  const shown = shownOf(left, { hasAnswers: isWhole });
  const secret = shownIn(shown, secrets);
  if (secret !== undefined) return `shows the secret "${secret}"`;
  const part = isWhole ? partlyShownIn(shown, secrets) : undefined;
  if (part !== undefined) return `shows the most of the secret "${part}"`;
  if (raw !== undefined && raw.length > longestRaw) return 'keeps more of a reply than it may';
  if (outcome.kind === 'rejected' && shown.length > longestError)
    return 'carries a whole reply in an error';
  if (errors.some(({ rawCode = '' }) => rawCode.length > longestRawCode))
    return 'carries a long code';
  return undefined;
}
