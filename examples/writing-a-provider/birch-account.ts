import {
  type CallContext,
  type Operation,
  ProviderError,
  type ProviderErrorCode,
  type Transport,
  type TransportResponse,
} from '@understudy/core/provider';
import { redact } from '@understudy/core/wire';

export interface BirchQuestion {
  readonly operation: Operation;
  /** Already encoded, ids included. */
  readonly path: string;
  /** Sent by POST; without it the question is a GET. */
  readonly form?: Readonly<Record<string, string>>;
}

export interface BirchSettings {
  readonly providerId: string;
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly transport: Transport;
}

const codes: Readonly<Record<string, ProviderErrorCode>> = {
  KEY: 'credentials-rejected',
  BUSY: 'at-capacity',
  GONE: 'ticket-lost',
};

/** One account at birch: forms, plain text, the key in a header. */
export class BirchAccount {
  readonly #settings: BirchSettings;

  constructor(settings: BirchSettings) {
    this.#settings = settings;
  }

  get id(): string {
    return this.#settings.providerId;
  }

  /** The reply, when it is one of birch's and no refusal. @throws {ProviderError} for everything else. */
  async ask(
    { operation, path, form }: BirchQuestion,
    { signal, recall }: CallContext,
  ): Promise<TransportResponse> {
    const { providerId, apiKey, baseUrl, transport } = this.#settings;
    const secrets = [apiKey];
    const request = {
      url: baseUrl.replace(/\/+$/, '') + path,
      providerId,
      operation,
      secrets,
      maxBodyBytes: 4_096,
    };
    const authorization = `Bearer ${apiKey}`;
    const contentType = 'application/x-www-form-urlencoded';
    const response = await transport.send(
      form === undefined
        ? { ...request, method: 'GET', headers: { authorization } }
        : {
            ...request,
            method: 'POST',
            headers: { authorization, 'content-type': contentType },
            body: new URLSearchParams(form).toString(),
          },
      { signal, recall },
    );
    // 204 has no body, and says "not ready".
    const isNotReady = response.status === 204 && operation === 'poll';
    if (isNotReady || /^(ID|TEXT) /.test(response.body)) return response;
    const word = /^ERR ([A-Z]{1,40})\n$/.exec(response.body)?.[1];
    const code = codeOf(response, { word, operation });
    throw new ProviderError({
      code,
      providerId,
      operation,
      message: `${providerId}: the ${operation} failed: ${code}`,
      rawCode: word === undefined ? `HTTP ${response.status}` : redact(word, secrets),
    });
  }
}

function codeOf(
  { status, body }: TransportResponse,
  { word = '', operation }: { readonly word: string | undefined; readonly operation: Operation },
): ProviderErrorCode {
  const known = Object.hasOwn(codes, word) ? codes[word] : undefined;
  // Nothing but a poll asks for a ticket.
  if (known === 'ticket-lost' && operation !== 'poll') return 'protocol-violated';
  if (known !== undefined) return known;
  if (status === 429) return 'rate-limited';
  if (status === 401) return 'credentials-rejected';
  if (status >= 500 || body.trimStart().startsWith('<')) return 'provider-unavailable';
  return word === '' ? 'protocol-violated' : 'unclassified';
}
