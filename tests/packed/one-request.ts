import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';

import { undiciTransport } from '@understudy/core/wire';

/** Sends one request over a real socket. */
export async function sendOneRequest(): Promise<void> {
  const server = createServer((_request, response) => response.end('OK|42')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(typeof address === 'object' && address !== null);
  const transport = undiciTransport();
  try {
    const { signal } = new AbortController();
    const reply = await transport.send(
      {
        method: 'POST',
        url: `http://127.0.0.1:${address.port}/in.php`,
        headers: {},
        body: 'key=secret',
        providerId: 'loopback',
        operation: 'submit',
        secrets: ['secret'],
      },
      { signal, recall: signal },
    );
    assert.equal(reply.body, 'OK|42');
  } finally {
    await transport.close?.();
    server.close();
  }
}
