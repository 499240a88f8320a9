import type {
  CallContext,
  Operation,
  Transport,
  TransportResponse,
} from '@understudy/core/provider';
import { boundedRaw, redact } from '@understudy/core/wire';
import * as z from 'zod';

import { harborFailure } from './harbor-errors.ts';
import { parseJsonNumbersAsText } from './harbor-json.ts';
import type { HarborSettings } from './harbor-options.ts';

export interface Request {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The JSON body; undefined for none. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

export interface Answer<Schema extends z.ZodType> {
  readonly value: z.output<Schema>;
  /** The reply as it came, redacted first and cut then. */
  readonly raw: string;
}

const refusalSchema = z.object({ error: z.object({ code: z.string().min(1).max(100) }) });

/** One account at Harbor: every question is one request, sent once. */
export class HarborAccount {
  readonly #settings: HarborSettings;
  readonly #transport: Transport;

  constructor(settings: HarborSettings, transport: Transport) {
    this.#settings = settings;
    this.#transport = transport;
  }

  get id(): string {
    return this.#settings.id;
  }

  redacted(text: string): string {
    return redact(text, this.#secrets);
  }

  /**
   * For calls that are answered by JSON, in which numbers are read as their text.
   * @throws {ProviderError} for whatever is no answer.
   */
  async ask<Schema extends z.ZodType>(
    request: Request,
    schema: Schema,
    context: CallContext,
  ): Promise<Answer<Schema>> {
    const response = await this.#send(request, context);
    const reply = parseJsonNumbersAsText(response.body);
    const answer = schema.safeParse(reply);
    // Whatever status stands beside it: an id or an answer is what was paid for.
    if (answer.success) {
      return { value: answer.data, raw: boundedRaw(response.body, this.#secrets) };
    }
    throw this.#failure(request, response, reply, context);
  }

  /** For calls that are answered by 204 and nothing else. @throws {ProviderError} for whatever is not. */
  async tell(request: Request, context: CallContext): Promise<void> {
    const response = await this.#send(request, context);
    if (response.status === 204) return;
    throw this.#failure(request, response, parseJsonNumbersAsText(response.body), context);
  }

  get #secrets(): readonly string[] {
    return [this.#settings.apiKey];
  }

  #send({ operation, method, path, fields }: Request, context: CallContext) {
    const { id: providerId, apiKey, baseUrl } = this.#settings;
    // Harbor takes the key in this header only.
    const headers = { accept: 'application/json', authorization: `Bearer ${apiKey}` };
    return this.#transport.send(
      {
        method,
        // A base URL may have a path, which `new URL(path, baseUrl)` would drop.
        url: baseUrl.replace(/\/+$/, '') + path,
        ...(fields === undefined
          ? { headers }
          : {
              headers: { ...headers, 'content-type': 'application/json' },
              body: JSON.stringify(fields),
            }),
        providerId,
        operation,
        secrets: this.#secrets,
        maxBodyBytes: 65_536,
      },
      { signal: context.signal, recall: context.recall },
    );
  }

  #failure(
    { operation }: Request,
    response: TransportResponse,
    reply: unknown,
    context: CallContext,
  ) {
    return harborFailure({
      providerId: this.id,
      operation,
      response,
      word: refusalSchema.safeParse(reply).data?.error.code,
      secrets: this.#secrets,
      nowEpochMs: context.clock.epochMs(),
    });
  }
}
