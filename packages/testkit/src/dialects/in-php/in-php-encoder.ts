import type { PollAnswer, ServiceAnswer } from '../../core/service-answer.ts';
import { jsonReply, notFound, textReply } from '../replies.ts';
import type { WireReply } from '../wire.ts';
import type { InPhpProfile } from './in-php-profile.ts';

/** The misspelling is theirs. */
const notReady = 'CAPCHA_NOT_READY';

/** How one request wants its reply. */
export interface InPhpFormat {
  readonly isJson: boolean;
  /** Several tasks were asked for at once. */
  readonly isBatch: boolean;
  /** The price goes with the answer. */
  readonly isPriced: boolean;
}

/** Words an answer the way in.php and res.php do. */
export function encodeInPhp(
  answer: ServiceAnswer,
  format: InPhpFormat,
  profile: InPhpProfile,
): WireReply {
  const { codes } = profile;
  const say = (status: 0 | 1, request: string): WireReply =>
    format.isJson ? jsonReply({ status, request }) : textReply(request);
  const sayOk = (payload: string): WireReply =>
    format.isJson ? jsonReply({ status: 1, request: payload }) : textReply(`OK|${payload}`);

  switch (answer.kind) {
    case 'accepted':
      return sayOk(answer.task.id);
    case 'settled':
      return sayResult(answer.result);
    case 'polled':
      return format.isBatch ? sayBatch(answer.results) : sayResult(answer.results[0]);
    case 'balance':
      return say(1, String(answer.amount));
    case 'capacity': {
      // The names of the fields are not documented; without `status`, no number can be taken for another.
      const { threads, busyThreads } = answer;
      return jsonReply({ threads, working_threads: busyThreads });
    }
    case 'reported':
      return say(1, 'OK_REPORT_RECORDED');
    case 'refused':
      return say(0, codes[answer.refusal]);
    case 'silent':
      return notFound();
  }

  function sayResult(result: PollAnswer | undefined): WireReply {
    if (result?.kind !== 'solved') return say(0, wordOf(result));
    const { task } = result;
    const price = String(task.init.price);
    if (format.isJson) {
      return jsonReply({
        status: 1,
        ...profile.solvedFields(task),
        ...(format.isPriced ? { price } : {}),
      });
    }
    return textReply(`OK|${task.init.answer}${format.isPriced ? `|${price}` : ''}`);
  }

  /** No `OK|` in front: a batch is one line of words. */
  function sayBatch(results: readonly PollAnswer[]): WireReply {
    return say(1, results.map(wordOf).join('|'));
  }

  function wordOf(result: PollAnswer | undefined): string {
    switch (result?.kind) {
      case 'solved':
        return result.task.init.answer;
      case 'unsolvable':
        return codes['task-unsolvable'];
      case 'refused':
        return codes[result.refusal];
      default:
        return notReady;
    }
  }
}
