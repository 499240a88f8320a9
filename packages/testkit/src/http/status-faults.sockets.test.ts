import { describe, expect, it } from 'vitest';

import { postTask } from '../__fixtures__/http-client.ts';
import { catalogue } from '../faults/catalogue/catalogue.ts';
import type { Rule } from '../faults/rule.ts';
import { startFakeProvider } from './start-fake-provider.ts';

/** The statuses of an entry's example and of its variants, in their order. */
const statuses: Readonly<Record<string, readonly number[]>> = {
  N27: [204],
  N28: [304],
  N29: [302, 307, 301, 303],
  N30: [401],
  N31: [402],
  N32: [403],
  N33: [404],
  N34: [405],
  N35: [408],
  N36: [413],
  N37: [414],
  N38: [429, 429],
  N39: [429, 429],
  N40: [429, 429],
  N41: [451],
  N42: [500, 500, 500],
  N43: [502, 502],
  N44: [503, 503],
  N45: [504],
  N46: [520, 521, 522, 523, 524, 525, 526],
  N47: [200, 200],
};

const rulesOf = (id: string): readonly Rule[] => {
  const entry = catalogue.find((one) => one.id === id);
  return [entry?.example, ...(entry?.variants ?? [])].filter((rule) => rule !== undefined);
};

const httpDate = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/;

describe('a status of the catalogue on the wire', () => {
  it.each(Object.entries(statuses))('%s is %j, charged or not as it says', async (id, expected) => {
    await using fake = await startFakeProvider({ seed: 7 });
    const seen: unknown[] = [];
    let paid = 0;
    for (const rule of rulesOf(id)) {
      using _rule = fake.use(rule);
      const { status } = await postTask(fake);
      seen.push(status);
      paid += 'charged' in rule.inject && rule.inject.charged === true ? 1 : 0;
      expect([id, fake.journal.paidCount()]).toEqual([id, paid]);
    }
    expect(seen).toEqual(expected);
  });

  it('asks to be left alone in every form, and in none', async () => {
    await using fake = await startFakeProvider({ seed: 7 });
    const asked: unknown[] = [];
    for (const rule of ['N38', 'N39', 'N40', 'N44'].flatMap(rulesOf)) {
      using _rule = fake.use(rule);
      const header = (await postTask(fake)).headers['retry-after'];
      asked.push(header?.replace(httpDate, 'a date'));
    }
    expect(asked).toEqual([
      ...['20', undefined],
      ...['a date', 'a date'],
      ...['soon', '1000000000'],
      ...['20', undefined],
    ]);
  });

  it('redirects to another host, to itself, and to another scheme', async () => {
    await using fake = await startFakeProvider({ seed: 7 });
    const { host } = new URL(fake.url);
    const places: unknown[] = [];
    for (const rule of rulesOf('N29')) {
      using _rule = fake.use(rule);
      places.push((await postTask(fake)).headers.location);
    }
    expect(places).toEqual([
      'http://elsewhere.invalid/in.php',
      '/in.php',
      `https://${host}/in.php`,
      `http://${host}/in.php`,
    ]);
  });
});
