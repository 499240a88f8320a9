import type { CallContext, Operation, Transport } from '@understudy/core/provider';
import { boundedRaw } from '@understudy/core/wire';
import * as z from 'zod';

import { acmeFailure } from './acme-errors.ts';
import type { AcmeSettings } from './acme-options.ts';

export interface Question<Schema extends z.ZodType> {
  readonly operation: Operation;
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The replies that answer it; everything else is an error. */
  readonly schema: Schema;
  /** @default 65_536 */
  readonly maxBodyBytes?: number;
}

export interface Answer<Schema extends z.ZodType> {
  readonly value: z.output<Schema>;
  /** The reply as it came, redacted first and cut then. */
  readonly raw: string;
}

const refusalSchema = z.object({ error: z.string().min(1).max(100) });

/** One account at acme: every question is one request, sent once. */
export class AcmeAccount {
  readonly #settings: AcmeSettings;
  readonly #transport: Transport;

  constructor(settings: AcmeSettings, transport: Transport) {
    this.#settings = settings;
    this.#transport = transport;
  }

  get id(): string {
    return this.#settings.id;
  }

  /** @throws {ProviderError} for whatever is no answer. */
  async ask<Schema extends z.ZodType>(
    { operation, path, fields, schema, maxBodyBytes = 65_536 }: Question<Schema>,
    context: CallContext,
  ): Promise<Answer<Schema>> {
    const { id: providerId, apiKey, baseUrl } = this.#settings;
    const secrets = [apiKey];
    const response = await this.#transport.send(
      {
        method: 'POST',
        // A base URL may have a path, which `new URL(path, baseUrl)` would drop.
        url: baseUrl.replace(/\/+$/, '') + path,
        headers: { 'content-type': 'application/json' },
        // The key travels in the body: URLs end up in the logs of everybody in between.
        body: JSON.stringify({ ...fields, key: apiKey }),
        providerId,
        operation,
        secrets,
        maxBodyBytes,
      },
      { signal: context.signal, recall: context.recall },
    );
    const reply = parseJson(response.body);
    const answer = schema.safeParse(reply);
    // Whatever status stands beside it: an id or an answer is what was paid for.
    if (answer.success) return { value: answer.data, raw: boundedRaw(response.body, secrets) };
    const word = refusalSchema.safeParse(reply).data?.error;
    const nowEpochMs = context.clock.epochMs();
    throw acmeFailure({ providerId, operation, response, word, secrets, nowEpochMs });
  }
}

/** Undefined for what is no JSON. The SyntaxError is dropped, because it quotes the reply. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
