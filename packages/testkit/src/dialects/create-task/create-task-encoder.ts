import type { Refusal } from '../../core/refusal.ts';
import type { PollAnswer, ServiceAnswer } from '../../core/service-answer.ts';
import { jsonReply, notFound } from '../replies.ts';
import type { WireReply } from '../wire.ts';
import { jsonIdOf, type WireStyle } from '../wire-style.ts';
import { errorOf } from './error-of.ts';
import { createTaskSolution } from './create-task-solution.ts';

const keyRefusals: ReadonlySet<Refusal> = new Set(['key-malformed', 'key-unknown']);

/** Words an answer the way createTask and getTaskResult do. */
export function encodeCreateTask(answer: ServiceAnswer, style: WireStyle): WireReply {
  switch (answer.kind) {
    case 'accepted':
      return jsonReply({ errorId: 0, taskId: jsonIdOf(answer.task.id, style) });
    case 'settled': {
      const taskId = jsonIdOf(answer.task.id, style);
      return reply(resultOf(answer.result, style), { taskId });
    }
    case 'polled':
      return reply(resultOf(answer.results[0], style));
    case 'balance':
      return jsonReply({
        errorId: 0,
        balance: answer.amount,
        ...(style.hasCaptchaCredits === true ? { captchaCredits: 0 } : {}),
        ...(style.hasPackages === true ? { packages: [] } : {}),
      });
    case 'reported':
      return jsonReply({ errorId: 0, status: 'success' });
    case 'refused':
      return reply(refused(answer.refusal, style));
    case 'worded': {
      const { word, errorId, detail } = answer;
      const known = typeof word === 'string' ? errorOf(word, style) : undefined;
      const text = typeof word === 'string' ? undefined : word.text;
      const body = {
        errorId: errorId ?? known?.errorId ?? 1,
        errorCode: known?.errorCode ?? text,
        errorDescription: detail ?? known?.errorDescription ?? text,
      };
      return reply({ status: style.errorStatuses === 'capsolver' ? 400 : 200, body });
    }
    case 'capacity':
    case 'silent':
      return notFound();
  }
}

interface Worded {
  readonly status: number;
  readonly body: object;
}

const reply = ({ status, body }: Worded, extra: object = {}): WireReply => ({
  ...jsonReply({ ...extra, ...body }),
  status,
});

function refused(refusal: Refusal, style: WireStyle): Worded {
  const failing = keyRefusals.has(refusal) ? 401 : 400;
  return {
    status: style.errorStatuses === 'capsolver' ? failing : 200,
    body: errorOf(refusal, style),
  };
}

/** What getTaskResult says of a task; callbacks say the same. */
export function resultOf(result: PollAnswer | undefined, style: WireStyle): Worded {
  switch (result?.kind) {
    case 'solved': {
      const { init } = result.task;
      const solution = createTaskSolution(init);
      const body = {
        errorId: 0,
        status: 'ready',
        solution,
        cost: String(init.price),
        solveCount: 1,
      };
      return { status: 200, body };
    }
    case 'unsolvable':
      return refused('task-unsolvable', style);
    case 'refused':
      return refused(result.refusal, style);
    default:
      return { status: 200, body: { errorId: 0, status: 'processing' } };
  }
}
