import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { poll, submit, turnstile } from '../__fixtures__/drive-in-php.ts';
import type { OutgoingCallback } from '../dialects/callback-request.ts';
import { createFakeCore } from '../fake/create-fake-core.ts';
import type { CallbackFault } from '../faults/callback-fault.ts';

const pingback = 'http://127.0.0.1:4000/hook/s3cret?attempt=a1';

/** The callbacks of some tasks that were submitted a second apart, with what a poll says of the first. */
async function callbacksUnder(inject: CallbackFault, tasks = 1) {
  const clock = new VirtualClock();
  const solveTime = { kind: 'constant', ms: 10_000 } as const;
  const fake = createFakeCore({ clock, seed: 7, solveTime, rules: [{ inject }] });
  const ids: string[] = [];
  for (let task = 0; task < tasks; task += 1) {
    ids.push(submit(fake, { ...turnstile(String(task)), pingback }));
    await clock.advance(1_000);
  }
  const callbacks: OutgoingCallback[] = [];
  for (let second = 0; second < 60; second += 1) {
    await clock.advance(1_000);
    callbacks.push(...fake.takeCallbacks());
  }
  const [first] = callbacks;
  if (first === undefined) throw new Error('no callback');
  return { fake, ids, callbacks, first, polled: poll(fake, ids[0] ?? '').slice(3) };
}

const idsOf = (callbacks: readonly OutgoingCallback[]): readonly (string | null)[] =>
  callbacks.map(({ body }) => new URLSearchParams(body).get('id'));

describe('a callback under a fault', () => {
  it('comes in the form that the fault names', async () => {
    const json = await callbacksUnder({ kind: 'callback-form', form: 'json' });
    expect(json.first.headers).toEqual({ 'content-type': 'application/json' });
    expect(JSON.parse(json.first.body)).toEqual({ id: json.ids[0], code: json.polled });
    const query = await callbacksUnder({ kind: 'callback-form', form: 'query' });
    expect(query.first).toMatchObject({ method: 'GET', body: '' });
    expect(new URL(query.first.url).searchParams.get('code')).toBe(query.polled);
  });

  it('says that a form is the usual one', async () => {
    const { fake } = await callbacksUnder({ kind: 'callback-form', form: 'form' });
    const warning = { kind: 'warning', warning: 'fault-without-effect' };
    expect(fake.journal.events).toContainEqual(expect.objectContaining(warning));
  });

  it('comes after later ones, each in its own time, none too late', async () => {
    const { ids, callbacks } = await callbacksUnder(
      { kind: 'callback-shuffled', withinMs: 20_000 },
      8,
    );
    expect(idsOf(callbacks)).not.toEqual(ids);
    expect(new Set(idsOf(callbacks))).toEqual(new Set(ids));
    expect(callbacks).toHaveLength(ids.length);
  });

  it('carries as many bytes more as the fault says', async () => {
    const { first, ids } = await callbacksUnder({ kind: 'callback-huge', bytes: 100_000 });
    expect(first.body.length).toBeGreaterThan(100_000);
    expect(idsOf([first])).toEqual(ids);
  });

  it('gives an answer that the poll denies', async () => {
    const { first, polled } = await callbacksUnder({ kind: 'callback-other-answer' });
    const code = new URLSearchParams(first.body).get('code');
    expect(code).toMatch(/^other-/);
    expect(polled).toMatch(/^0\./);
  });

  it('does not know the secret', async () => {
    const { first } = await callbacksUnder({ kind: 'callback-wrong-secret' });
    expect(first.url).toBe('http://127.0.0.1:4000/hook/not-s3cret?attempt=guessed');
  });

  it('comes slowly, or from another address', async () => {
    const slow = await callbacksUnder({ kind: 'callback-slow', ms: 3_000 });
    expect(slow.first.slowMs).toBe(3_000);
    const spoofed = await callbacksUnder({
      kind: 'callback-spoofed',
      id: 'own',
      from: '127.0.0.2',
    });
    expect(spoofed.first).toMatchObject({ localAddress: '127.0.0.2' });
    expect(idsOf([spoofed.first])).toEqual(spoofed.ids);
  });
});
