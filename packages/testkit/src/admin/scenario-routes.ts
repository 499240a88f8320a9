import { parseOptions, strictObject } from '@understudy/core/provider';

import { type FaultScenario, faultScenarios } from '../faults/fault-scenarios.ts';
import { unknownWord } from './admin-error.ts';
import { json } from './admin-reply.ts';
import type { AdminRequest, Route } from './route.ts';
import { ttlMsSchema } from './rule-routes.ts';
import { shownRules } from './shown-rules.ts';

const termsSchema = strictObject({ ttlMs: ttlMsSchema });

function scenarioOf({ words }: AdminRequest): FaultScenario {
  const { name: word = '' } = words;
  const scenario = faultScenarios.find(({ name }) => name === word);
  if (scenario !== undefined) return scenario;
  const valid = faultScenarios.map(({ name }) => name);
  throw unknownWord(404, { field: 'scenario', word, valid });
}

/** Sets of rules that have a name. */
export const scenarioRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: 'scenario/:name',
    handle: async (request) => {
      const { target, body } = request;
      const { name, about, rules } = scenarioOf(request);
      const { ttlMs } = parseOptions(termsSchema, body ?? {}, 'scenario');
      const handle = target.use(rules);
      if (ttlMs !== undefined) target.removeLater(handle, ttlMs);
      await target.settled();
      return json({ scenario: name, about, rules: shownRules(target).slice(0, rules.length) }, 201);
    },
  },
  {
    method: 'DELETE',
    path: 'scenario/:name',
    handle: async (request) => {
      const { target } = request;
      const labels = new Set(scenarioOf(request).rules.map(({ label }) => label));
      for (const { id, name } of target.engine.rules) {
        if (labels.has(name)) target.engine.removeRule(id);
      }
      await target.settled();
      return json({ rules: shownRules(target) });
    },
  },
];
