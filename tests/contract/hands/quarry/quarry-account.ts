import type { CallContext, Operation, Transport } from '@understudy/core/provider';
import { boundedRaw } from '@understudy/core/wire';
import * as z from 'zod';

import { quarryFailure } from './quarry-errors.ts';
import type { QuarrySettings } from './quarry-options.ts';

export interface Question<Schema extends z.ZodType> {
  readonly operation: Operation;
  readonly call: 'solve' | 'look' | 'judge' | 'purse';
  readonly args: Readonly<Record<string, unknown>>;
  /** The whole replies that answer it; everything else is an error. */
  readonly schema: Schema;
  readonly maxBodyBytes?: number;
}

export interface Answer<Schema extends z.ZodType> {
  readonly value: z.output<Schema>;
  /** The reply as it came, redacted first and cut then. */
  readonly raw: string;
}

/** One account at Quarry: every question is one request, sent once. */
export class QuarryAccount {
  readonly #settings: QuarrySettings;
  readonly #transport: Transport;

  constructor(settings: QuarrySettings, transport: Transport) {
    this.#settings = settings;
    this.#transport = transport;
  }

  get id(): string {
    return this.#settings.id;
  }

  /** A part of a reply as it may be shown. */
  rawOf(part: unknown): string {
    return boundedRaw(JSON.stringify(part), [this.#settings.apiKey]);
  }

  /** @throws {ProviderError} for whatever is no answer. */
  async ask<Schema extends z.ZodType>(
    { operation, call, args, schema, maxBodyBytes = 65_536 }: Question<Schema>,
    context: CallContext,
  ): Promise<Answer<Schema>> {
    const { id: providerId, apiKey, baseUrl } = this.#settings;
    const secrets = [apiKey];
    const response = await this.#transport.send(
      {
        method: 'POST',
        url: `${baseUrl.replace(/\/+$/, '')}/rpc`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: apiKey, call, args }),
        providerId,
        operation,
        secrets,
        maxBodyBytes,
      },
      { signal: context.signal, recall: context.recall },
    );
    const reply = parseJson(response.body);
    const answer = schema.safeParse(reply);
    // Whatever status stands beside it: a ref or an answer is what was paid for.
    if (answer.success) return { value: answer.data, raw: boundedRaw(response.body, secrets) };
    const nowEpochMs = context.clock.epochMs();
    throw quarryFailure({ providerId, operation, response, reply, secrets, nowEpochMs });
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
