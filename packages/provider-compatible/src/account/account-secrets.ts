import type { Task } from '@understudy/core/provider';
import { Redactor } from '@understudy/core/wire';

import { secretsOf, taskSecrets } from './secrets-of.ts';

/** What must appear in no error of one call. */
export interface CallSecrets {
  readonly all: readonly string[];
  readonly redactor: Redactor;
}

/** What a call says beside the key. */
export interface ToldInCall {
  readonly task?: Task | undefined;
  readonly callbackUrl?: string | undefined;
}

/**
 * The secrets of an account for as long as its key stays the same: all polls share the pattern that finds them. Holds
 * one key, the last.
 */
export class AccountSecrets {
  readonly #proxyUrl: string | undefined;
  #apiKey: string | undefined;
  #known: CallSecrets = none;

  constructor(proxyUrl: string | undefined) {
    this.#proxyUrl = proxyUrl;
  }

  /** The account's own secrets and those of the call. */
  of(apiKey: string, { task, callbackUrl }: ToldInCall): CallSecrets {
    if (apiKey !== this.#apiKey) {
      this.#known = known(secretsOf({ apiKey, proxyUrl: this.#proxyUrl }));
      this.#apiKey = apiKey;
    }
    const told = [...taskSecrets(task), ...callbackSecrets(callbackUrl)];
    return told.length === 0 ? this.#known : known([...this.#known.all, ...told]);
  }
}

const known = (all: readonly string[]): CallSecrets => ({ all, redactor: new Redactor(all) });

const none = known([]);

/** The end of its path is all that a callback is known by. */
const callbackSecrets = (callbackUrl: string | undefined): readonly string[] =>
  callbackUrl === undefined
    ? []
    : [callbackUrl, callbackUrl.slice(callbackUrl.lastIndexOf('/') + 1)].filter(
        (secret) => secret !== '',
      );
