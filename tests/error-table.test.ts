import type { ProviderError } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { type Consequence, consequences } from '../packages/core/src/errors/consequences.ts';
import { profiles } from '../packages/provider-compatible/src/profile/profiles.ts';
import { lineAt } from './error-table/deviations.ts';
import { type HttpEnding, httpLineAt, httpLines } from './error-table/http-replies.ts';
import { type Demand, type Ending, section4 } from './error-table/section-4.ts';
import { endings, sayings, services } from './error-table/services.ts';

/** What the columns FO and BRK say of a consequence of core's. */
const demandOf = ({ task, account, health }: Consequence): Demand => {
  const failsOver = {
    next: 'yes',
    'give-up': 'no',
    'next-once': 'once',
    'by-policy': 'by-policy',
    'another-proxy': 'another-proxy',
    refresh: 'fresh',
    stay: 'stays',
  } as const;
  const ofAccount = {
    latch: 'latch',
    'cool-off': 'rest',
    shrink: 'slots',
    'forget-task-type': 'task-type',
    none: undefined,
  } as const;
  const ofHealth = { counted: 'breaker', light: 'light', none: 'no' } as const;
  return { failsOver: failsOver[task], counts: ofAccount[account] ?? ofHealth[health] };
};

const endOf = (error: ProviderError | string, operation: 'submit' | 'poll'): Ending | string => {
  if (typeof error === 'string') return error;
  const { code, charged, retryAfterMs } = error;
  return {
    code,
    charged,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...demandOf(consequences[code][operation]),
  };
};

const coded = services.flatMap((service) =>
  section4.flatMap((line) =>
    line.words.map((word) => ({ ...service, word, line: lineAt(service.name, word, line) })),
  ),
);

const uncoded = services.flatMap((service) =>
  httpLines.map((httpLine) => {
    const line = httpLineAt(service.name, httpLine);
    return { ...service, ...line, status: line.reply.status, body: line.reply.body };
  }),
);

describe('the table of section 4', () => {
  it('is held against every profile in every dialect, and against CaptchaAI', () => {
    const held = new Set(services.map(({ name, dialect }) => `${name} ${dialect}`));
    const all = Object.entries(profiles).flatMap(([name, { dialects }]) =>
      Object.keys(dialects).map((dialect) => `${name} ${dialect}`),
    );
    expect([...held].toSorted()).toEqual([...all, 'captchaai in.php'].toSorted());
  });

  it('says each word once', () => {
    const words = section4.flatMap(({ words: own }) => own);
    expect(new Set(words).size).toBe(words.length);
  });

  it.each(coded)('holds at $name, $dialect: $word', async ({ dialect, connect, word, line }) => {
    for (const saying of sayings[dialect]) {
      const provider = connect({ body: saying(word) });
      expect(endOf(await endings.submit(provider), 'submit')).toEqual(line.submit);
      expect(endOf(await endings.poll(provider), 'poll')).toEqual(line.poll);
      expect(await endings.report(provider)).toMatchObject({ charged: 'no' });
    }
  });

  it.each(uncoded)(
    'holds at $name, $dialect: HTTP $status with the body "$body"',
    async ({ connect, reply, submit, poll }) => {
      const provider = connect(reply);
      const expected: readonly HttpEnding[] = [submit, poll];
      const ended = [
        endOf(await endings.submit(provider), 'submit'),
        endOf(await endings.poll(provider), 'poll'),
      ];
      expect(ended).toEqual(expected);
    },
  );
});
