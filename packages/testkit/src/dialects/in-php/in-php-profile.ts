import type { FakeTaskInit } from '../../core/fake-task.ts';
import type { FakeTaskType } from '../../core/fake-task-type.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { CallbackForm } from '../callback-request.ts';
import type { InPhpPayload } from './in-php-payload.ts';

/** In what two services differ that both speak in.php and res.php. */
export interface InPhpProfile {
  readonly defaults: {
    readonly price: number;
    readonly threads: number;
    readonly retentionMs: number;
  };
  readonly maxImageBytes: number;
  /** The kinds of task that they take. */
  readonly taskTypes: ReadonlySet<FakeTaskType>;
  /** How they tell an outcome to an address that the submit named. */
  readonly callbackForm: Exclude<CallbackForm, 'json'>;
  /** Their words for a no. */
  readonly codes: Readonly<Record<Refusal, string>>;
  /** `ids=` asks for several tasks at once. */
  readonly hasBatch: boolean;
  /** `get2` adds the price to the answer. */
  readonly hasPricedGet: boolean;
  /** `threadsinfo` tells the account's threads. */
  readonly hasThreadsInfo: boolean;
  /** Path of the method that answers a picture in the reply to the submit itself. */
  readonly synchronousPath?: string;
  /** What an answer looks like in a JSON reply. */
  payload(task: FakeTaskInit): InPhpPayload;
  /** What it looks like in plain text, where that is not the payload or its JSON. */
  plainText?(task: FakeTaskInit): string | undefined;
  /** The fields of a JSON reply with an answer, beside `status`. */
  solvedFields(task: FakeTaskInit, payload: InPhpPayload): Readonly<Record<string, unknown>>;
}
