import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { systemClock } from '@understudy/core/testing';

import { Listener } from '../../http/listener.ts';
import { readBody } from '../../http/read-body.ts';
import { aboutAsked } from './asked-id.ts';
import type { CheckedService } from './checked-service.ts';
import { distrustedListener } from './distrusted-listener.ts';
import type { Line } from './line.ts';
import { type CarriedRequest, serviceRequestOf } from './memory-line.ts';
import { watched } from './settled.ts';
import { performStep } from './socket-step.ts';
import type { Step } from './step.ts';

/** Long enough for a request over loopback to get as far as it will, on a busy machine. */
const lookMs = 60;
const longestMs = 5_000;

/** A line over loopback, for what an adapter's own client makes of a true wire. */
export async function socketLine(service: CheckedService): Promise<Line> {
  const requests: CarriedRequest[] = [];
  let steps: Step[] = [];
  const server = createServer((request, response) => {
    // A client that goes away while it sends has asked for nothing.
    answer(request, response).catch(() => request.socket.destroy());
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  const reports = { onPortTaken: () => undefined, onConnectHangEscaped: () => undefined };
  const listener = new Listener(server, reports);
  let distrusted: Listener | undefined;
  await listener.open({ host: '127.0.0.1', port: 0 });
  const baseUrl = `http://${listener.authority}`;
  return {
    kind: 'sockets',
    baseUrl,
    distrustedUrl: async () => {
      distrusted ??= await distrustedListener(server, reports);
      return `https://${distrusted.authority}`;
    },
    transport: undefined,
    clock: {
      now: () => systemClock.now(),
      epochMs: () => systemClock.epochMs(),
      sleep: async (ms, options) => await systemClock.sleep(ms, options),
      jumpWallClock: () => undefined,
    },
    requests,
    closedCount: 0,
    script: (added) => {
      for (const step of added) {
        if (step.kind === 'lose' && step.how === 'refused') listener.become('refusing');
        else if (step.kind === 'hang' && step.at === 'connect')
          listener.become('hanging-in-connect');
        else steps.push(step);
      }
    },
    ready: async () => await listener.settled(),
    clearScript: () => (steps = []),
    ending: async (promise) => {
      const look = watched(promise);
      await firstOf(promise, longestMs);
      listener.become('open');
      await listener.settled();
      return look();
    },
    stillWaits: async (promise) => {
      const look = watched(promise);
      await firstOf(promise, lookMs);
      return look().kind === 'hangs';
    },
    close: async () => {
      await distrusted?.close();
      await listener.close();
    },
  };

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = incoming;
    const body = (await readBody(incoming)) ?? Buffer.alloc(0);
    const url = `${baseUrl}${path}`;
    const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
    const asked = {
      method: method === 'GET' ? 'GET' : 'POST',
      url,
      headers: Object.fromEntries(headers),
      body: new Uint8Array(body),
      providerId: '',
      operation: 'poll',
      secrets: [],
    } as const;
    const request = serviceRequestOf(asked, '/behind/a/proxy');
    requests.push({ request, url });
    const step = steps.shift() ?? { kind: 'serve' };
    await performStep({
      step,
      response,
      serve: () => service.handle(request),
      aboutAsked: (reply) => aboutAsked(reply, { request, read: service.read }),
    });
  }
}

/** Waits for a promise, and at most so long. */
async function firstOf(promise: Promise<unknown>, ms: number): Promise<void> {
  const waiting = new AbortController();
  const settled = promise.then(
    () => undefined,
    () => undefined,
  );
  const { signal } = waiting;
  const late = systemClock.sleep(ms, { signal, keepAlive: true }).catch(() => undefined);
  await Promise.race([settled, late]);
  waiting.abort();
}
