import type { FakeTask } from '../../core/fake-task.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { PollAnswer, ServiceAnswer } from '../../core/service-answer.ts';
import { jsonReply, notFound } from '../replies.ts';
import type { WireReply } from '../wire.ts';
import { createTaskErrors } from './create-task-codes.ts';

/** Words an answer the way createTask and getTaskResult do. */
export function encodeCreateTask(answer: ServiceAnswer): WireReply {
  switch (answer.kind) {
    case 'accepted':
      return jsonReply({ errorId: 0, taskId: answer.task.id });
    case 'settled':
      return resultReply(answer.result);
    case 'polled':
      return resultReply(answer.results[0]);
    case 'balance':
      return jsonReply({ errorId: 0, balance: answer.amount });
    case 'reported':
      return jsonReply({ errorId: 0, status: 'success' });
    case 'refused':
      return refusalReply(answer.refusal);
    case 'capacity':
    case 'silent':
      return notFound();
  }
}

const refusalReply = (refusal: Refusal): WireReply => jsonReply(createTaskErrors[refusal]);

function resultReply(result: PollAnswer | undefined): WireReply {
  switch (result?.kind) {
    case 'solved':
      return jsonReply({
        errorId: 0,
        status: 'ready',
        solution: solutionOf(result.task),
        cost: String(result.task.init.price),
        solveCount: 1,
      });
    case 'unsolvable':
      return refusalReply('task-unsolvable');
    case 'refused':
      return refusalReply(result.refusal);
    default:
      return jsonReply({ errorId: 0, status: 'processing' });
  }
}

function solutionOf({ init }: FakeTask): Readonly<Record<string, string>> {
  switch (init.type) {
    case 'recaptcha-v2':
    case 'recaptcha-v3':
      return { gRecaptchaResponse: init.answer, token: init.answer };
    case 'turnstile':
      return { token: init.answer };
    case 'image':
      return { text: init.answer };
  }
}
