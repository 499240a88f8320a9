import type { FakeTaskInit } from '../../core/fake-task.ts';
import type { PollAnswer, ServiceAnswer } from '../../core/service-answer.ts';
import { jsonReply, notFound, textReply } from '../replies.ts';
import type { WireReply } from '../wire.ts';
import { jsonIdOf, type WireStyle } from '../wire-style.ts';
import type { InPhpProfile } from './in-php-profile.ts';

/** The misspelling is theirs. */
const notReady = 'CAPCHA_NOT_READY';

/** How one request wants its reply. */
export interface InPhpFormat {
  readonly style: WireStyle;
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

  switch (answer.kind) {
    case 'accepted':
      return format.isJson
        ? jsonReply({ status: 1, request: jsonIdOf(answer.task.id, format.style) })
        : textReply(`OK|${answer.task.id}`);
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
    case 'worded': {
      const { word, detail } = answer;
      const text = typeof word === 'string' ? codes[word] : word.text;
      if (!format.isJson) return textReply(detail === undefined ? text : `${text} ${detail}`);
      return jsonReply({ status: 0, request: text, ...(detail && { error_text: detail }) });
    }
    case 'silent':
      return notFound();
  }

  function sayResult(result: PollAnswer | undefined): WireReply {
    if (result?.kind !== 'solved') return say(0, wordOf(result, profile));
    const { task } = result;
    const price = String(task.init.price);
    if (format.isJson) {
      return jsonReply({
        status: 1,
        ...profile.solvedFields(task.init, profile.payload(task.init)),
        ...(format.isPriced ? { price } : {}),
      });
    }
    return textReply(`OK|${textOf(task.init, profile)}${format.isPriced ? `|${price}` : ''}`);
  }

  /** No `OK|` in front: a batch is one line of words. */
  function sayBatch(results: readonly PollAnswer[]): WireReply {
    return say(1, results.map((result) => wordOf(result, profile)).join('|'));
  }
}

/** What plain text says of a task in one word, without `OK|`. */
export function wordOf(result: PollAnswer | undefined, profile: InPhpProfile): string {
  switch (result?.kind) {
    case 'solved':
      return textOf(result.task.init, profile);
    case 'unsolvable':
      return profile.codes['task-unsolvable'];
    case 'refused':
      return profile.codes[result.refusal];
    default:
      return notReady;
  }
}

/** The answer as plain text has it. */
function textOf(task: FakeTaskInit, profile: InPhpProfile): string {
  const payload = profile.payload(task);
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return profile.plainText?.(task) ?? text;
}
