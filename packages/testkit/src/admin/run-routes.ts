import { parseOptions, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { restartKeeps } from '../core/restart-keeps.ts';
import { fakeOptionsSchema } from '../fake/fake-options-schema.ts';
import { catalogue } from '../faults/catalogue/catalogue.ts';
import { faultScenarios } from '../faults/fault-scenarios.ts';
import { oneOf } from '../faults/one-of.ts';
import { ruleJsonSchema } from '../faults/rule.ts';
import { json } from './admin-reply.ts';
import type { Route } from './route.ts';
import { versionOf } from './version-of.ts';

const msPerYear = 365 * 24 * 3_600 * 1_000;

const advanceSchema = strictObject({ ms: z.number().positive().max(msPerYear) });
const restartSchema = strictObject({ keeps: oneOf(restartKeeps).optional() });
const seedSchema = strictObject({ seed: z.union([z.string().min(1).max(200), z.number()]) });

/** The run as a whole: how it is, its time, its seed. */
export const runRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'health',
    handle: ({ target }) => {
      const { url, dialect, listenerState, engine } = target;
      const { seed, elapsedMs } = engine;
      return json({ isReady: true, url, dialect, listener: listenerState, seed, elapsedMs });
    },
  },
  {
    method: 'GET',
    path: 'version',
    handle: () => json({ version: versionOf(), node: process.version }),
  },
  {
    method: 'GET',
    path: 'schema',
    handle: () => {
      const options = { unrepresentable: 'any', io: 'input' } as const;
      return json({
        rule: ruleJsonSchema(),
        options: z.toJSONSchema(fakeOptionsSchema, options),
      });
    },
  },
  {
    method: 'GET',
    path: 'catalogue',
    handle: () => json({ catalogue, scenarios: faultScenarios }),
  },
  {
    method: 'GET',
    path: 'clock',
    handle: ({ target }) => json({ elapsedMs: target.engine.elapsedMs }),
  },
  {
    method: 'POST',
    path: 'clock/advance',
    handle: async ({ target, body }) => {
      target.advance(parseOptions(advanceSchema, body, 'clock/advance').ms);
      // Windows of rules may have opened or closed.
      await target.settled();
      return json({ elapsedMs: target.engine.elapsedMs });
    },
  },
  {
    method: 'POST',
    path: 'restart',
    handle: async ({ target, body }) => {
      target.restart(parseOptions(restartSchema, body ?? {}, 'restart'));
      await target.settled();
      return json({ elapsedMs: target.engine.elapsedMs });
    },
  },
  {
    method: 'POST',
    path: 'reset',
    handle: async ({ target }) => {
      target.reset();
      await target.settled();
      return json({ seed: target.engine.seed });
    },
  },
  {
    method: 'POST',
    path: 'seed',
    handle: async ({ target, body }) => {
      target.reset(String(parseOptions(seedSchema, body, 'seed').seed));
      await target.settled();
      return json({ seed: target.engine.seed });
    },
  },
];
