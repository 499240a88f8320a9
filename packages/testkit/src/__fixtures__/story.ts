import { VirtualClock } from '@understudy/core/testing';

import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import type { FakeOptions } from '../fake/fake-options.ts';

/** How a client speaks to the fake. */
export type Tongue = (typeof tongues)[number];

/** Every tongue. */
export const tongues = [
  'in.php text',
  'in.php json',
  'captchaai json',
  'createTask',
  'createTask with numbers',
] as const;

/** What went over the wire, request by request, and the fake afterwards. */
export interface Story {
  readonly fake: FakeProviderCore;
  /** Status, headers, delay and body of each reply; the kind of what is none. */
  readonly wire: readonly string[];
  readonly callbacks: readonly string[];
  /** The journal but for what only says that a rule struck. */
  readonly happened: readonly string[];
  readonly warnings: readonly string[];
  readonly strikes: number;
}

const hook = 'http://127.0.0.1:4000/hook/s3cret?attempt=a1';
const stepMs = 4_000;
const page = (name: string): string => `https://shop.example/${name}`;

/** Two equal submits and another, polls before and after the answer, a batch, a balance and a report. */
export async function tellStory(tongue: Tongue, options: FakeOptions): Promise<Story> {
  const clock = new VirtualClock();
  const isJson = tongue !== 'in.php text';
  const dialect = tongue.startsWith('createTask')
    ? 'createTask'
    : tongue === 'captchaai json'
      ? 'captchaai'
      : '2captcha';
  const solveTime = { kind: 'constant', ms: 20_000 } as const;
  const ids = tongue === 'createTask with numbers' ? 'integer' : 'string';
  const fake = createFakeCore({ clock, seed: 11, dialect, solveTime, ids, ...options });
  const wire: string[] = [];
  const callbacks: string[] = [];
  const pause = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await clock.advance(Math.min(stepMs, ms - passed));
      callbacks.push(
        ...fake.takeCallbacks().map((one) => `${fake.elapsedMs} ${JSON.stringify(one)}`),
      );
    }
  };
  const send = (path: string, fields: Readonly<Record<string, unknown>>): void => {
    const { delivery, flushed, lost } = fake.handle({
      method: 'POST',
      url: path,
      contentType:
        dialect === 'createTask' ? 'application/json' : 'application/x-www-form-urlencoded',
      body: bodyOf(fields),
    });
    if (delivery.kind !== 'reply') {
      lost();
      wire.push(delivery.kind);
      return;
    }
    flushed();
    const { status, headers, body, encoding } = delivery.reply;
    wire.push(
      `${status} ${JSON.stringify(headers)} +${delivery.afterMs} ${encoding ?? ''} ${body}`,
    );
  };
  const bodyOf = (fields: Readonly<Record<string, unknown>>): string => {
    if (dialect === 'createTask') return JSON.stringify({ clientKey: fake.apiKey, ...fields });
    const texts = Object.entries(fields).map(([name, value]) => [name, String(value)]);
    return new URLSearchParams([
      ['key', fake.apiKey],
      ['json', isJson ? '1' : '0'],
      ...texts,
    ]).toString();
  };
  const isCreate = dialect === 'createTask';
  const submit = (name: string): void => {
    const task = { type: 'TurnstileTask', websiteURL: page(name), websiteKey: '0x4AAAAAAA' };
    const form = { method: 'turnstile', sitekey: '0x4AAAAAAA', pageurl: page(name) };
    if (isCreate) send('/createTask', { task: { ...task, action: 'login' }, callbackUrl: hook });
    else send('/in.php', { ...form, action: 'login', pingback: hook });
  };
  const idOf = (index: number): string => fake.journal.tasks[index]?.id ?? '70000000000';
  const ask = (index: number, action = 'get'): void => {
    if (isCreate) send('/getTaskResult', { taskId: idOf(index) });
    else send('/res.php', { action, id: idOf(index) });
  };

  submit('login');
  await pause(1_000);
  submit('login');
  submit('cart');
  ask(0);
  await pause(1_000);
  ask(0);
  await pause(28_000);
  ask(0);
  ask(0);
  ask(1, dialect === '2captcha' ? 'get2' : 'get');
  if (dialect === '2captcha')
    send('/res.php', { action: 'get', ids: `${idOf(0)},${idOf(1)},${idOf(2)}` });
  send(isCreate ? '/getBalance' : '/res.php', isCreate ? {} : { action: 'getbalance' });
  if (isCreate) send('/reportIncorrect', { taskId: idOf(0) });
  else send('/res.php', { action: 'reportbad', id: idOf(0) });
  ask(2);
  await pause(40_000);
  return { fake, wire, callbacks, ...testimonyOf(fake) };
}

function testimonyOf(fake: FakeProviderCore): Pick<Story, 'happened' | 'warnings' | 'strikes'> {
  const { events } = fake.journal;
  const isAboutRules = (kind: string): boolean => kind === 'rule-applied' || kind === 'warning';
  return {
    happened: events
      .filter(({ kind }) => !isAboutRules(kind))
      .map((event) => JSON.stringify({ ...event, seq: undefined, request: undefined })),
    warnings: events.flatMap((event) => (event.kind === 'warning' ? [event.message] : [])),
    strikes: events.filter(({ kind }) => kind === 'rule-applied').length,
  };
}
