import type { LookupFunction } from 'node:net';

import type { Agent, Dispatcher, Pool } from 'undici';
import * as z from 'zod';

import { parseOptions } from '../provider/parse-options.ts';
import { strictObject } from '../provider/strict-object.ts';
import type { Transport, TransportRequest } from '../provider/transport.ts';
import { systemClock } from '../seams/system-clock.ts';
import { within } from '../seams/within.ts';
import { Exchange } from './exchange.ts';
import { type Connect, OpenSockets } from './open-sockets.ts';
import { proxySecrets } from './proxy-secrets.ts';

export interface UndiciTransportOptions {
  /**
   * Sends every request through this HTTP proxy, credentials included.
   * @default the environment's HTTP_PROXY and HTTPS_PROXY, as they are at the first request, and NO_PROXY
   */
  readonly proxyUrl?: string | undefined;
  /** PEM certificates to trust beside those of the runtime. */
  readonly ca?: string | readonly string[] | undefined;
  /** Resolves host names. @default the system's resolver */
  readonly lookup?: LookupFunction | undefined;
  /** For name, address and TLS handshake together. @default 10_000 */
  readonly connectTimeoutMs?: number | undefined;
  /** At most so many connections per origin; further requests wait, and can be recalled. @default 256 */
  readonly connections?: number | undefined;
}

const optionsSchema = strictObject({
  proxyUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  ca: z.union([z.string().min(1), z.array(z.string().min(1)).readonly()]).optional(),
  lookup: z
    .custom<LookupFunction>((value) => typeof value === 'function', { error: 'must be a function' })
    .optional(),
  connectTimeoutMs: z.int().positive().default(10_000),
  connections: z.int().positive().default(256),
});

type Settings = z.output<typeof optionsSchema>;

/** For a silent peer only: the time limits that matter come from the router's signals. */
const silenceMs = 120_000;
/** For each step of a close. */
const closeBound = { clock: systemClock, limitMs: 500 };

/** The transport for Node, with one pool of HTTP/1.1 connections per origin. undici is loaded at the first request. */
export function undiciTransport(options: UndiciTransportOptions = {}): Transport {
  const settings = parseOptions(optionsSchema, options, 'undiciTransport');
  const sockets = new OpenSockets();
  let proxies: Proxies | undefined;
  let opening: Promise<Dispatcher> | undefined;
  let open: Dispatcher | undefined;
  let inFlight = 0;
  let isClosed = false;

  function onSettled(): void {
    inFlight -= 1;
    if (inFlight === 0) sockets.abandonConnecting();
  }

  function dispatch(exchange: Exchange, request: TransportRequest, known: Proxies): void {
    if (isClosed) throw new Error('the transport is closed');
    const { origin, pathname, search } = new URL(request.url);
    const { method, headers, body = null } = request;
    // undici wants a Buffer or a string in its types, and takes any view of bytes.
    const bytes = typeof body === 'string' || body === null ? body : Buffer.from(body);
    const sent = { origin, path: pathname + search, method, headers: { ...headers }, body: bytes };
    if (open !== undefined) open.dispatch(sent, exchange);
    // Until then the request can be recalled.
    exchange.waitForConnection();
    if (open !== undefined) return;
    opening ??= openDispatcher({ settings, sockets, proxies: known });
    opening
      .then((opened) => {
        open = opened;
        if (!exchange.isSettled) opened.dispatch(sent, exchange);
      })
      .catch((error: unknown) => exchange.onResponseError(null, error));
  }

  return {
    async send(request, signals) {
      proxies ??= proxiesOf(settings);
      inFlight += 1;
      const { secrets } = proxies;
      const hiding =
        secrets.length === 0 ? request : { ...request, secrets: [...request.secrets, ...secrets] };
      const exchange = new Exchange({ request: hiding, signals, onSettled });
      try {
        if (!exchange.isSettled) dispatch(exchange, request, proxies);
      } catch (error) {
        exchange.onResponseError(null, error);
      }
      return await exchange.response;
    },
    async close() {
      isClosed = true;
      const opened = await opening?.catch(() => undefined);
      if (opened === undefined) return;
      if (inFlight > 0) await within(closeBound, async () => await opened.close());
      await within(closeBound, async () => await opened.destroy());
      await within(closeBound, async () => await sockets.destroy());
    },
  };
}

/** The environment's proxies as they are at the first request, so that none is used whose secrets are not known. */
interface Proxies {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly secrets: readonly string[];
}

function proxiesOf({ proxyUrl }: Settings): Proxies {
  if (proxyUrl !== undefined)
    return { httpProxy: '', httpsProxy: '', secrets: proxySecrets([proxyUrl]) };
  const { http_proxy, HTTP_PROXY = '', https_proxy, HTTPS_PROXY = '' } = process.env;
  const [httpProxy, httpsProxy] = [http_proxy ?? HTTP_PROXY, https_proxy ?? HTTPS_PROXY];
  return { httpProxy, httpsProxy, secrets: proxySecrets([httpProxy, httpsProxy]) };
}

interface Opening {
  readonly settings: Settings;
  readonly sockets: OpenSockets;
  readonly proxies: Proxies;
}

async function openDispatcher({ settings, sockets, proxies }: Opening): Promise<Dispatcher> {
  const undici = await import('undici');
  const tls = { rejectUnauthorized: true, ...(await trusted(settings.ca)) };
  const timeouts = { headersTimeout: silenceMs, bodyTimeout: silenceMs };
  // HTTP/2 is off because undici repeats requests after a GOAWAY, and a submit is paid for each time.
  const shared = { ...timeouts, allowH2: false, pipelining: 1, connections: settings.connections };
  const watched = (origin: string | URL, options: object): Pool => {
    const { connect } = options as Agent.Options;
    // What undici passes on is always a connector that it has built, and never the options for one.
    const connector = connect as Connect<unknown>;
    return new undici.Pool(origin, { ...shared, ...options, connect: sockets.watch(connector) });
  };
  const connectTimeout = settings.connectTimeoutMs;
  const resolver = settings.lookup === undefined ? {} : { lookup: settings.lookup };
  const connect = undici.buildConnector({
    ...tls,
    ...resolver,
    allowH2: false,
    timeout: connectTimeout,
  });
  const agentOptions = { ...shared, connectTimeout, connect, factory: watched };
  const proxyOptions = { ...agentOptions, clientFactory: watched, requestTls: tls, proxyTls: tls };
  if (settings.proxyUrl !== undefined)
    return new undici.ProxyAgent({ ...proxyOptions, uri: settings.proxyUrl });
  const { httpProxy, httpsProxy } = proxies;
  return httpProxy !== '' || httpsProxy !== ''
    ? new undici.EnvHttpProxyAgent({ ...proxyOptions, httpProxy, httpsProxy })
    : new undici.Agent(agentOptions);
}

/** Naming certificates replaces those of the runtime, so that these are named too. */
async function trusted(ca: Settings['ca']): Promise<{ readonly ca?: string[] }> {
  if (ca === undefined) return {};
  const { getCACertificates } = await import('node:tls');
  return { ca: [...getCACertificates('default'), ...(typeof ca === 'string' ? [ca] : ca)] };
}
