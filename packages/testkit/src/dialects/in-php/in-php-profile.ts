import type { Refusal } from '../../core/refusal.ts';
import type { FakeTask } from '../../core/fake-task.ts';

/** In what two services differ that both speak in.php and res.php. */
export interface InPhpProfile {
  readonly defaults: {
    readonly price: number;
    readonly threads: number;
    readonly retentionMs: number;
  };
  readonly maxImageBytes: number;
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
  /** The fields of a JSON reply with an answer, beside `status`. */
  solvedFields(task: FakeTask): Readonly<Record<string, unknown>>;
}
