import type { FakeProviderCore, HandledRequest } from '../fake/create-fake-core.ts';

type Fields = Readonly<Record<string, string>>;

/** A turnstile on a page of its own. */
export const turnstile = (page = 'login'): Fields => ({
  method: 'turnstile',
  sitekey: '0x4AAAAAAA',
  pageurl: `https://shop.example/${page}`,
});

/** Hands a form to an in-memory fake without saying how its reply fared. */
export function send(fake: FakeProviderCore, path: string, fields: Fields): HandledRequest {
  return fake.handle({
    method: 'POST',
    url: path,
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ key: fake.apiKey, ...fields }).toString(),
  });
}

/** What the reply says; whatever is no reply by the name of its kind. */
export function textOf({ delivery }: HandledRequest): string {
  return delivery.kind === 'reply' ? delivery.reply.body : delivery.kind;
}

/** Sends a form and receives the whole reply. */
export function exchange(fake: FakeProviderCore, path: string, fields: Fields): string {
  const handled = send(fake, path, fields);
  const { delivery } = handled;
  const fate = delivery.kind === 'script' ? delivery.script.fate : delivery.kind;
  if (fate === 'reply' || fate === 'flushed') handled.flushed();
  else handled.lost(fate);
  return textOf(handled);
}

/** Submits a task; returns its id, or throws what was said instead. */
export function submit(fake: FakeProviderCore, fields: Fields = turnstile()): string {
  const text = exchange(fake, '/in.php', fields);
  if (!text.startsWith('OK|')) throw new Error(`not accepted: ${text}`);
  return text.slice(3);
}

/** Asks for a task's answer. */
export const poll = (fake: FakeProviderCore, id: string): string =>
  exchange(fake, '/res.php', { action: 'get', id });
