import { describe, expect, it } from 'vitest';

import type { TransportRequest, TransportSignals } from '../provider/transport.ts';
import { inMemoryTransport } from './in-memory-transport.ts';

const request: TransportRequest = {
  method: 'POST',
  url: 'https://lead.example/in.php',
  headers: {},
  body: 'method=turnstile',
  providerId: 'lead',
  operation: 'submit',
  secrets: [],
};

const signalsOf = (signal = new AbortController().signal): TransportSignals => ({
  signal,
  recall: new AbortController().signal,
});

describe('inMemoryTransport', () => {
  it('answers with what its function says, 200 and no headers unless it says so', async () => {
    const transport = inMemoryTransport(({ body }) => ({ body: `OK|${String(body)}` }));
    expect(await transport.send(request, signalsOf())).toEqual({
      status: 200,
      headers: {},
      body: 'OK|method=turnstile',
    });
  });

  it('passes on a status, headers and a reply that takes its time', async () => {
    const reply = { status: 503, headers: { 'retry-after': '4' }, body: 'busy' };
    const transport = inMemoryTransport(async () => reply);
    expect(await transport.send(request, signalsOf())).toEqual(reply);
  });

  it('remembers every request, with those that failed', async () => {
    const error = new Error('connection refused');
    const transport = inMemoryTransport(() => {
      throw error;
    });
    await expect(transport.send(request, signalsOf())).rejects.toBe(error);
    expect(transport.requests).toEqual([request]);
  });

  it('sends nothing for a signal that has aborted', async () => {
    const transport = inMemoryTransport(() => ({ body: 'OK' }));
    const reason = new Error('closed');
    const sending = transport.send(request, signalsOf(AbortSignal.abort(reason)));
    await expect(sending).rejects.toBe(reason);
    expect(transport.requests).toEqual([]);
  });

  it('hands its function the signals', async () => {
    const seen: TransportSignals[] = [];
    const signals = signalsOf();
    const transport = inMemoryTransport((_, given) => {
      seen.push(given);
      return { body: '' };
    });
    await transport.send(request, signals);
    expect(seen).toEqual([signals]);
  });
});
