import { checkProvider, type ContractOptions } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { bolt } from './hands/bolt/bolt.ts';
import { boltWire } from './hands/bolt/bolt-wire.ts';
import { harbor } from './hands/harbor/harbor.ts';
import { harborWire } from './hands/harbor/harbor-wire.ts';
import { quarry } from './hands/quarry/quarry.ts';
import { quarryWire } from './hands/quarry/quarry-wire.ts';

interface Hand extends ContractOptions {
  /** Every check that is red, with the reason why the adapter deserves it. */
  readonly red: Readonly<Record<string, string>>;
}

/** Written by people who had the page on writing a provider and the SERVICE.md beside each, and nothing else. */
const hands: readonly Hand[] = [
  {
    name: 'harbor',
    wire: harborWire,
    create: ({ apiKey, baseUrl, transport, options }) =>
      harbor({ apiKey, baseUrl, transport, ...options }),
    red: {
      C05: 'it reads every number of a reply as text, so a token that is the number 17 becomes an answer',
      C07: 'it does not look at the id in the reply to a poll, and hands out the answer to another task',
      H01: 'it takes a balance of 400 digits, and makes Infinity of it',
    },
  },
  {
    name: 'bolt',
    wire: boltWire,
    create: ({ apiKey, baseUrl, transport, options }) =>
      bolt({ apiKey, baseUrl, transport, ...options }),
    red: {
      D08: 'it takes HTTP 401 for a violation: asked on with a bad key, the account is banned, and tickets end',
      E15: 'it trims the ends of a reply only: an id or an answer behind a line feed is paid for and lost',
      H03: 'it sends nothing for a good answer, and says that it was reported instead of "report-refused"',
    },
  },
  {
    name: 'quarry',
    wire: quarryWire,
    create: ({ apiKey, baseUrl, transport, options }) =>
      quarry({ apiKey, baseUrl, transport, ...options }),
    red: {
      D01: 'it makes "bad-args:page" of the word "bad-args", where `rawCode` is the word as it came',
      D08: 'it takes HTTP 401 for a violation: asked on with a bad key, the account is banned, and tickets end',
    },
  },
];

describe('the contract suite before adapters that were written from the page alone', () => {
  it.each(hands)('finds in $name exactly what is wrong with it', async ({ red, ...options }) => {
    const { results, problems } = await checkProvider(options);
    const failed = results.filter(({ status }) => status === 'failed').map(({ id }) => id);
    expect(failed).toEqual(Object.keys(red));
    expect(problems).toEqual([]);
  });
});
