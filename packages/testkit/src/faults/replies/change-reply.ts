import type { PollAnswer } from '../../core/service-answer.ts';
import type { WireReply } from '../../dialects/wire.ts';
import { httpDateOf } from '../../seams/http-date.ts';
import type { WordingFault } from '../wording-fault.ts';
import {
  addExtras,
  changeBalance,
  changePending,
  changePrice,
  changeStatus,
  changeToContradiction,
} from './change-fields.ts';
import { changeId } from './change-id.ts';
import { changeShape } from './change-shape.ts';
import { changeToken } from './change-token.ts';
import { intact, type ReplyChange, type ReplyContext, spoilt } from './reply-context.ts';

/** Does to a sound reply what a fault says; says why not where the dialect has no such thing. */
export function changeReply(
  fault: WordingFault,
  reply: WireReply,
  context: ReplyContext,
): ReplyChange {
  switch (fault.kind) {
    case 'reply-shape':
      return changeShape(fault.shape, reply, context);
    case 'content-type':
      return intact({
        ...reply,
        headers: { ...reply.headers, 'content-type': fault.contentType },
      });
    case 'reply-id':
      return changeId(fault.id, reply, context);
    case 'status-form':
      return changeStatus(fault.form, reply, context);
    case 'contradiction':
      return changeToContradiction(fault.of, reply, context);
    case 'unknown-status':
      return isPending(context)
        ? changePending(fault.status, reply, { ...context, as: 'status' })
        : notPending;
    case 'pending-word':
      return isPending(context)
        ? changePending(fault.word, reply, { ...context, as: 'error' })
        : notPending;
    case 'token-shape':
      return changeToken(fault.shape, context);
    case 'solution-extras':
      return addExtras(reply, context);
    case 'price-shape':
      return changePrice(fault.price, reply, context);
    case 'balance-shape':
      return changeBalance(fault.balance, reply, context);
    case 'batch-reply':
      return changeBatch(fault.shape, context);
    case 'clock-skew':
      return skewClock(fault.byMs, reply, context);
  }
}

const notPending = { impossible: 'the reply does not say that the task is at work' } as const;

const isPending = ({ answer }: ReplyContext): boolean =>
  answer.kind === 'polled' && answer.results[0]?.kind === 'pending';

function changeBatch(
  shape: Extract<WordingFault, { kind: 'batch-reply' }>['shape'],
  { answer, encode }: ReplyContext,
): ReplyChange {
  if (answer.kind !== 'polled' || answer.results.length < 2) {
    return { impossible: 'the request asks about one task, or the dialect has no batches' };
  }
  if (shape === 'refused') return spoilt(encode({ kind: 'refused', refusal: 'task-id-malformed' }));
  const { results } = answer;
  const half: readonly PollAnswer[] = results.slice(0, Math.ceil(results.length / 2));
  const shown = shape === 'partial' ? half : results.toReversed();
  return spoilt(encode({ ...answer, results: shown }));
}

function skewClock(
  byMs: number,
  reply: WireReply,
  { family, answer, epochMs }: ReplyContext,
): ReplyChange {
  const at = epochMs + byMs;
  const skewed = { ...reply, headers: { ...reply.headers, date: httpDateOf(at) } };
  const isSolved = answer.kind === 'polled' && answer.results[0]?.kind === 'solved';
  if (family === 'in.php' || !isSolved) return intact(skewed);
  const seconds = Math.floor(at / 1_000);
  const times = { createTime: seconds, endTime: seconds };
  return intact({
    ...skewed,
    body: JSON.stringify({ ...Object(JSON.parse(reply.body)), ...times }),
  });
}
