import http from 'node:http';
import net from 'node:net';

import type { FakeProvider } from '../http/fake-provider.ts';
import { turnstile } from './drive-in-php.ts';

/** What came back over the wire. */
export interface HttpReply {
  readonly status: number | undefined;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

interface FormRequest {
  readonly fake: FakeProvider;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly agent?: http.Agent | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Posts a form with node:http, on a connection of its own unless an agent says otherwise. */
export async function post({ fake, path, fields, agent, signal }: FormRequest): Promise<HttpReply> {
  const body = new URLSearchParams({ key: fake.apiKey, ...fields }).toString();
  return new Promise((resolve, reject) => {
    const request = http.request(fake.url + path, {
      method: 'POST',
      agent: agent ?? false,
      ...(signal === undefined ? {} : { signal }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode, headers: response.headers, body: text });
      });
    });
    request.end(body);
  });
}

/** Submits a turnstile over the wire. */
export const postTask = async (fake: FakeProvider, agent?: http.Agent): Promise<HttpReply> =>
  post({ fake, path: '/in.php', fields: turnstile(), agent });

/** Asks over the wire for a task's answer. */
export const postPoll = async (fake: FakeProvider, id: string): Promise<string> =>
  (await post({ fake, path: '/res.php', fields: { action: 'get', id } })).body;

/** The code of the error that a promise rejects with; what it resolved to, when it did not. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => value,
    (error: unknown) => Object(error).code,
  );
}

/** How a bare TCP conversation ends: `end` is a FIN, an error's code is a reset or a refusal. */
export async function endOfConversation(fake: FakeProvider, bytes: string): Promise<string> {
  const socket = net.connect(Number(new URL(fake.url).port), '127.0.0.1');
  return new Promise((resolve) => {
    socket.on('error', (error) => resolve(String(Object(error).code)));
    socket.on('end', () => resolve('end'));
    socket.on('connect', () => socket.write(bytes));
    socket.resume();
  });
}

/** A submit, byte for byte. */
export function rawSubmit(fake: FakeProvider): string {
  const body = new URLSearchParams({ key: fake.apiKey, ...turnstile() }).toString();
  return [
    'POST /in.php HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

/** Everything that comes back on a bare TCP connection until it ends. */
export async function conversation(fake: FakeProvider, bytes: string): Promise<string> {
  const socket = net.connect(Number(new URL(fake.url).port), '127.0.0.1');
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('end', () => resolve(text));
    socket.on('connect', () => socket.write(bytes));
  });
}
