import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { OptionsInvalidError } from '@understudy/core/provider';

import { sha256 } from '../core/fingerprint.ts';
import type { ListenerPlace } from '../http/listener.ts';
import { authorityOf, isLoopback } from '../http/loopback.ts';
import { AdminError, refusalOf, unknownWord } from './admin-error.ts';
import { type AdminReply, sendReply } from './admin-reply.ts';
import type { AdminTarget } from './admin-target.ts';
import { readJson } from './read-json.ts';
import { wordsOf } from './route.ts';
import { routes } from './routes.ts';

const prefix = '/__fake/';
const requestTimeoutMs = 10_000;
const maxConnections = 200;

/** A hand on a fake, on a port of its own, so that no fault of the fake locks the tester out. */
export interface AdminServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an admin API. Rejects with the system's error when the port cannot be had. */
export async function startAdminServer(
  target: AdminTarget,
  { host, port, token }: ListenerPlace & { readonly token: string | undefined },
): Promise<AdminServer> {
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    answer(request)
      .catch(replyTo)
      .then((reply) => sendReply(response, reply))
      .catch(() => request.socket.destroy());
    response.on('error', () => undefined);
  });
  server.maxConnections = maxConnections;
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen({ host, port });
  await once(server, 'listening');
  // An address is a text only for pipes.
  const url = `http://${authorityOf({ host, port: (server.address() as AddressInfo).port })}`;
  let closed: Promise<unknown> | undefined;
  return {
    url,
    async close() {
      closed ??= once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  async function answer(request: IncomingMessage): Promise<AdminReply> {
    admit(request, token);
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url);
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '';
    const fitting = routes.flatMap((route) => {
      const words = wordsOf(route.path, path);
      return words === undefined ? [] : [{ route, words }];
    });
    const valid = routes.map((route) => prefix + route.path);
    if (fitting.length === 0) throw unknownWord(404, { field: 'path', word: pathname, valid });
    const chosen = fitting.find(({ route }) => route.method === request.method);
    if (chosen === undefined) {
      const methods = fitting.map(({ route }) => route.method);
      throw unknownWord(405, { field: 'method', word: request.method ?? '', valid: methods });
    }
    const body = await readJson(request, chosen.route.maxBodyBytes);
    return await chosen.route.handle({ target, words: chosen.words, query, body });
  }
}

/** Without a token only this machine may ask, and by its own name: a page elsewhere may have another name for it. */
function admit({ headers }: IncomingMessage, token: string | undefined): void {
  if (token !== undefined) {
    const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    if (isEqual(given, token)) return;
    throw new AdminError(401, {
      field: 'authorization',
      message: 'must be "Bearer" and the token',
    });
  }
  const name = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(name)) return;
  throw new AdminError(403, { field: 'host', message: 'must be a name of this machine' });
}

const isEqual = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(left)), Buffer.from(sha256(right)));

function replyTo(error: unknown): AdminReply {
  const refusal = OptionsInvalidError.isInstance(error) ? refusalOf(error) : error;
  if (refusal instanceof AdminError)
    return { kind: 'json', status: refusal.status, body: refusal.body };
  // What went wrong inside may have secrets in its message.
  const body = { error: { field: '', message: 'the admin API itself failed' } };
  return { kind: 'json', status: 500, body };
}
