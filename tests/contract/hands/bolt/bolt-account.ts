import type { CallContext, Operation, Transport } from '@understudy/core/provider';
import { boundedRaw } from '@understudy/core/wire';

import { boltFailure } from './bolt-errors.ts';
import type { BoltSettings } from './bolt-options.ts';

export interface Question<Value> {
  readonly operation: Operation;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Reads the replies that answer the question; undefined for everything else, which is an error. */
  readonly read: (text: string) => Value | undefined;
}

export interface Answer<Value> {
  readonly value: Value;
  /** The reply as it came, redacted first and cut then. */
  readonly raw: string;
}

/** One account at Bolt: every question is one request, sent once. */
export class BoltAccount {
  readonly #settings: BoltSettings;
  readonly #transport: Transport;
  readonly #secrets: readonly string[];

  constructor(settings: BoltSettings, transport: Transport) {
    this.#settings = settings;
    this.#transport = transport;
    // The key travels form-encoded, so that is a form in which it may be repeated.
    const encoded = new URLSearchParams([['', settings.apiKey]]).toString().slice(1);
    this.#secrets = [...new Set([settings.apiKey, encoded, encodeURIComponent(settings.apiKey)])];
  }

  get id(): string {
    return this.#settings.id;
  }

  /** @throws {ProviderError} for whatever is no answer. */
  async ask<Value>(
    { operation, path, fields, read }: Question<Value>,
    context: CallContext,
  ): Promise<Answer<Value>> {
    const { id: providerId, apiKey, baseUrl } = this.#settings;
    const secrets = this.#secrets;
    const response = await this.#transport.send(
      {
        method: 'POST',
        // A base URL has a path here, which `new URL(path, baseUrl)` would drop.
        url: baseUrl.replace(/\/+$/, '') + path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...fields, token: apiKey }).toString(),
        providerId,
        operation,
        secrets,
        maxBodyBytes: 65_536,
      },
      { signal: context.signal, recall: context.recall },
    );
    const text = response.body.replace(/[\r\n]+$/, '');
    // Whatever status stands beside it: an id or an answer is what was paid for.
    const value = read(text);
    if (value !== undefined) return { value, raw: boundedRaw(response.body, secrets) };
    const nowEpochMs = context.clock.epochMs();
    throw boltFailure({ providerId, operation, response, text, secrets, nowEpochMs });
  }
}
