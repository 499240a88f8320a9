/** A program of its own: it ends by itself only if a closed fake leaves no timer, socket, server or thread behind. */
import net from 'node:net';

import { canHangInConnect } from '../http/connect-hang.ts';
import { startFakeProvider } from '../http/start-fake-provider.ts';
import { codeOf, endOfConversation, post, postTask } from './http-client.ts';

const fake = await startFakeProvider({
  rules: [
    { when: { fromMs: 3_600_000 }, inject: { kind: 'refuse' } },
    { when: { endpoint: 'submit', first: 1 }, inject: { kind: 'hang-before-headers' } },
    { when: { endpoint: 'submit' }, inject: { kind: 'delay', ms: 3_600_000 } },
  ],
});
const ends = [
  endOfConversation(fake, ''),
  endOfConversation(fake, 'POST /in.php HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf'),
  codeOf(postTask(fake)),
  codeOf(postTask(fake)),
];
while (fake.journal.submits.length < 2) {
  await post({ fake, path: '/res.php', fields: { action: 'getbalance' } });
}
const begun = performance.now();
await Promise.all([fake.close(), fake.close()]);
const closedWithinMs = performance.now() - begun;

const hungClosedWithinMs = canHangInConnect ? await closeWhileConnecting() : undefined;
const afterwards = await codeOf(postTask(fake));
console.log(
  JSON.stringify({ ends: await Promise.all(ends), closedWithinMs, hungClosedWithinMs, afterwards }),
);

async function closeWhileConnecting(): Promise<number> {
  const hung = await startFakeProvider({ rules: [{ inject: { kind: 'hang-in-connect' } }] });
  const connecting = net.connect(Number(new URL(hung.url).port), '127.0.0.1');
  connecting.on('error', () => connecting.destroy());
  await new Promise((resolve) => setImmediate(resolve));
  const hungBegun = performance.now();
  await hung.close();
  const withinMs = performance.now() - hungBegun;
  connecting.destroy();
  return withinMs;
}
