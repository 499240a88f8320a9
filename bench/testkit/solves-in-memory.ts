import { VirtualClock } from '@understudy/core/testing';
import { createFakeCore, type FakeProviderCore } from '@understudy/testkit';

const pollEveryMs = 5_000;

function ask(
  fake: FakeProviderCore,
  path: string,
  fields: Readonly<Record<string, string>>,
): string {
  const handled = fake.handle({
    method: 'POST',
    url: path,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ key: fake.apiKey, ...fields }).toString(),
  });
  handled.flushed();
  return handled.delivery.kind === 'reply' ? handled.delivery.reply.body : '';
}

/** Buys and collects so many tasks from a fake without sockets, on a virtual clock. */
export async function solveInMemoryMs(count: number): Promise<number> {
  const at = performance.now();
  const clock = new VirtualClock();
  const fake = createFakeCore({ clock, seed: 'bench', balance: count });
  let open: readonly string[] = Array.from({ length: count }, (_, index) =>
    ask(fake, '/in.php', {
      method: 'turnstile',
      sitekey: '0x4',
      pageurl: `https://shop.example/${index}`,
    }).slice(3),
  );
  while (open.length > 0) {
    await clock.advance(pollEveryMs);
    open = open.filter((id) => !ask(fake, '/res.php', { action: 'get', id }).startsWith('OK|'));
  }
  return performance.now() - at;
}
