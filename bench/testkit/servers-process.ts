import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startFakeProvider } from '@understudy/testkit';

/** A fake with a task at work, and an empty server that answers the same. Started by `startChild`. */
const fake = await startFakeProvider({ seed: 'bench', solveTime: { kind: 'constant', ms: 1e9 } });
const body = new URLSearchParams({
  key: fake.apiKey,
  method: 'turnstile',
  sitekey: '0x4',
  pageurl: 'https://shop.example/login',
});
const reply = await fetch(`${fake.url}/in.php`, { method: 'POST', body });
const id = (await reply.text()).slice(3);
const query = new URLSearchParams({ action: 'get', key: fake.apiKey, id }).toString();

const answer = 'CAPCHA_NOT_READY';
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('content-length', answer.length);
  response.end(answer);
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  // An address is a text only for pipes.
  const { port } = server.address() as AddressInfo;
  process.send?.({
    fake: { url: fake.url, path: `/res.php?${query}` },
    empty: { url: `http://127.0.0.1:${port}`, path: `/res.php?${query}` },
  });
});
