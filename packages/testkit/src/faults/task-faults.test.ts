import { VirtualClock } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { poll, submit, turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore, type FakeProviderCore } from '../fake/create-fake-core.ts';
import { catalogue } from './catalogue/catalogue.ts';
import type { Rule } from './rule.ts';

const solveMs = 10_000;

/** A fake that obeys rules of the catalogue, by the id of their entry and their place in it. */
function fakeUnder(id: string, place = 0): { clock: VirtualClock; fake: FakeProviderCore } {
  const clock = new VirtualClock();
  const entry = catalogue.find((one) => one.id === id);
  const rule: Rule | undefined = [entry?.example, ...(entry?.variants ?? [])][place];
  if (rule === undefined) throw new Error(`no rule ${place} of ${id}`);
  const solveTime = { kind: 'constant', ms: solveMs } as const;
  return { clock, fake: createFakeCore({ clock, seed: 7, solveTime, rules: [rule] }) };
}

const answerIn = (text: string): string => /^OK\|(.+)$/.exec(text)?.[1] ?? '';

describe('a fault of a task, by its id', () => {
  it('P08 gives an answer that no task has', async () => {
    const { clock, fake } = fakeUnder('P08');
    const id = submit(fake);
    await clock.advance(solveMs);
    const answer = answerIn(poll(fake, id));
    expect(answer).toMatch(/^0\./);
    expect(fake.journal.taskIdOfAnswer(answer)).toBeUndefined();
  });

  it('P09 gives the second of two submits the id of the first, and charges both', () => {
    const { fake } = fakeUnder('P09');
    const ids = ['login', 'cart', 'search'].map((page) => submit(fake, turnstile(page)));
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
    expect(fake.journal.paidCount()).toBe(3);
  });

  it('P10 hands out the answer of another task', async () => {
    const { clock, fake } = fakeUnder('P10');
    const [login, cart] = ['login', 'cart'].map((page) => submit(fake, turnstile(page)));
    await clock.advance(solveMs);
    expect(fake.journal.taskIdOfAnswer(answerIn(poll(fake, login ?? '')))).toBe(cart);
    expect(fake.journal.taskIdOfAnswer(answerIn(poll(fake, cart ?? '')))).toBe(login);
  });

  it('P13 charges for a task that no poll knows', async () => {
    const { clock, fake } = fakeUnder('P13');
    const id = submit(fake);
    await clock.advance(solveMs);
    expect(poll(fake, id)).toBe('ERROR_WRONG_CAPTCHA_ID');
    expect(fake.journal.spent).toBe(0.00299);
  });

  it.each([
    ['P41', /^CAPCHA_NOT_READY$/],
    ['P42', /^ERROR_CAPTCHA_UNSOLVABLE$/],
    ['P43', /^OK\|0\./],
    ['P44', /^ERROR_WRONG_CAPTCHA_ID$/],
  ])('%s says %s to the second read', async (id, second) => {
    const { clock, fake } = fakeUnder(id);
    const taskId = submit(fake);
    await clock.advance(solveMs);
    const first = poll(fake, taskId);
    expect(fake.journal.taskIdOfAnswer(answerIn(first))).toBe(taskId);
    const again = poll(fake, taskId);
    expect(again).toMatch(second);
    expect(again).not.toBe(first);
  });

  it('P53 spoils the answer where the parameter was sent, and says so where it was not', async () => {
    const { clock, fake } = fakeUnder('P53');
    const [named, without] = [
      submit(fake, { ...turnstile(), action: 'login' }),
      submit(fake, turnstile('cart')),
    ];
    await clock.advance(solveMs);
    const [spoilt, sound] = [named, without].map((id) => answerIn(poll(fake, id)));
    expect(fake.journal.taskIdOfAnswer(spoilt ?? '')).toBeUndefined();
    expect(fake.journal.taskIdOfAnswer(sound ?? '')).toBe(without);
    const warnings = fake.journal.events.filter(({ kind }) => kind === 'warning');
    expect(warnings).toMatchObject([{ message: 'the parameter "action" was not sent' }]);
  });
});
