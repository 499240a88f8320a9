import type { FuzzedReply } from './draw-reply.ts';
import type { Question } from './question.ts';

/** What a decoder did with a reply that it must not do, and how to see it again. */
export interface FuzzFinding {
  readonly decoder: string;
  readonly operation: string;
  readonly type: string;
  readonly problem: string;
  /** The text as it was to be read, cut where it is long. */
  readonly reply: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly state: string;
  /** The command that tries this reply alone. */
  readonly replay: string;
}

export interface FoundProblem {
  readonly question: Question;
  readonly reply: FuzzedReply;
  readonly seed: string;
  readonly index: number;
  readonly problem: string;
}

const longestReply = 600;

/** Describes a finding to a person. */
export function describeFinding(found: FoundProblem): FuzzFinding {
  const { question, reply, seed, index, problem } = found;
  const { text, status, headers } = reply.carried;
  const rest = text.length - longestReply;
  return {
    decoder: question.decoder.name,
    operation: question.operation,
    type: question.type,
    problem,
    reply: rest > 0 ? `${text.slice(0, longestReply)}… and ${rest} more` : text,
    status,
    headers,
    state: `${reply.state}, meant as ${reply.meaning.kind}`,
    replay: replayOf({ seed, index, decoder: question.decoder.name }),
  };
}

/** The command that tries one reply alone. */
export const replayOf = ({
  seed,
  decoder,
  index,
}: {
  readonly seed: string;
  readonly decoder: string;
  readonly index: number;
}): string => `npm run fuzz -- 1 '${seed}' '${decoder}' ${index}`;
