import type { WordingFault } from '../wording-fault.ts';
import type { FakeSolution } from '../../core/fake-solution.ts';
import { FakeTask } from '../../core/fake-task.ts';
import type { PollAnswer, ServiceAnswer } from '../../core/service-answer.ts';
import type { ReplyChange, ReplyContext } from './reply-context.ts';

type Shape = Extract<WordingFault, { kind: 'token-shape' }>['shape'];

const longTokenLength = 8 * 1024;

/** Gives the answer in a reply another text, which is the right one from then on; an empty one is none. */
export function changeToken(shape: Shape, context: ReplyContext): ReplyChange {
  const { answer } = context;
  const results = resultsOf(answer);
  const solved = results.find((result) => result.kind === 'solved');
  if (solved === undefined) return { impossible: 'the reply has no answer in it' };
  const changed = reshaped(solved.task.init.solution, shape);
  if (changed === undefined) {
    return { impossible: `an answer of kind "${solved.task.init.solution.kind}" is no one text` };
  }
  const task = new FakeTask({ ...solved.task.init, solution: changed.solution });
  const swap = (result: PollAnswer): PollAnswer =>
    result === solved ? { ...solved, task } : result;
  const reply = context.encode(withResults(answer, swap));
  return { reply, isIntact: shape !== 'empty', answerText: changed.text || undefined };
}

function resultsOf(answer: ServiceAnswer): readonly PollAnswer[] {
  if (answer.kind === 'polled') return answer.results;
  return answer.kind === 'settled' ? [answer.result] : [];
}

function withResults(
  answer: ServiceAnswer,
  swap: (result: PollAnswer) => PollAnswer,
): ServiceAnswer {
  if (answer.kind === 'polled') return { ...answer, results: answer.results.map(swap) };
  return answer.kind === 'settled' ? { ...answer, result: swap(answer.result) } : answer;
}

function reshaped(
  solution: FakeSolution,
  shape: Shape,
): { readonly solution: FakeSolution; readonly text: string } | undefined {
  switch (solution.kind) {
    case 'token': {
      const token = textIn(shape, solution.token);
      return { solution: { ...solution, token }, text: token };
    }
    case 'text': {
      const text = textIn(shape, solution.text);
      return { solution: { ...solution, text }, text };
    }
    case 'clearance': {
      const cfClearance = textIn(shape, solution.cfClearance);
      return { solution: { ...solution, cfClearance }, text: cfClearance };
    }
    default:
      return undefined;
  }
}

function textIn(shape: Shape, text: string): string {
  const half = Math.ceil(text.length / 2);
  const [head, tail] = [text.slice(0, half), text.slice(half)];
  switch (shape) {
    case 'long':
      return text.padEnd(longTokenLength, text);
    case 'empty':
      return '';
    case 'pipe':
      return `${head}|${tail}`;
    case 'nul':
      return `${head}\u0000${tail}`;
    case 'html-entities':
      return `${head}&amp;&#39;${tail}`;
  }
}
