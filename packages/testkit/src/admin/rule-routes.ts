import { parseOptions, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { ruleSchema } from '../faults/rule.ts';
import { unknownWord } from './admin-error.ts';
import { json } from './admin-reply.ts';
import type { Route } from './route.ts';
import { shownRules } from './shown-rules.ts';

const maxRules = 1_000;

/** Takes rules away again after so many milliseconds on the fake's clock, should nobody else. */
export const ttlMsSchema = z.number().positive().optional();

/** Made when it is asked for: a fake need not wait for the schemas of its rules before it is ready. */
const additionSchema = () =>
  strictObject({ rules: z.array(ruleSchema).min(1).max(maxRules), ttlMs: ttlMsSchema });

/** One rule may come as it is. */
const bodyOf = (body: unknown): unknown =>
  Object(body).inject === undefined ? body : { rules: [body] };

/** What goes wrong, and when. */
export const ruleRoutes: readonly Route[] = [
  { method: 'GET', path: 'rules', handle: ({ target }) => json({ rules: shownRules(target) }) },
  {
    method: 'POST',
    path: 'rules',
    handle: async ({ target, body }) => {
      const { rules, ttlMs } = parseOptions(additionSchema(), bodyOf(body), 'rules');
      const handle = target.use(rules);
      if (ttlMs !== undefined) target.removeLater(handle, ttlMs);
      await target.settled();
      return json({ rules: shownRules(target).slice(0, rules.length) }, 201);
    },
  },
  {
    method: 'DELETE',
    path: 'rules',
    handle: async ({ target }) => {
      target.engine.clearRules();
      await target.settled();
      return json({ rules: [] });
    },
  },
  {
    method: 'DELETE',
    path: 'rules/:id',
    handle: async ({ target, words }) => {
      const { id: word = '' } = words;
      const valid = target.engine.rules.map(({ id }) => id);
      if (!target.engine.removeRule(word)) throw unknownWord(404, { field: 'rule', word, valid });
      await target.settled();
      return json({ rules: shownRules(target) });
    },
  },
];
