import { describe, expect, it } from 'vitest';

import { type Story, tellStory, type Tongue, tongues } from '../../__fixtures__/story.ts';
import { faultsOf } from '../inject-schema.ts';
import { isListenerFault, type Rule } from '../rule.ts';
import { callbackEntries } from './callback-entries.ts';
import { protocolEntries } from './protocol-entries.ts';
import { scheduleEntries } from './schedule-entries.ts';

const idsOf = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`);

const sound = new Map<Tongue, Story>();
for (const tongue of tongues) sound.set(tongue, await tellStory(tongue, {}));

/** Whether anything is different from a run without the rule: replies, callbacks, or what the journal says happened. */
function isDifferent(tongue: Tongue, { wire, callbacks, happened }: Story): boolean {
  const before = sound.get(tongue);
  return (
    JSON.stringify([wire, callbacks, happened]) !==
    JSON.stringify([before?.wire, before?.callbacks, before?.happened])
  );
}

const rulesOf = (entries: typeof protocolEntries): readonly (readonly [string, Rule])[] =>
  entries.flatMap(({ id, example, variants = [] }) =>
    [example, ...variants].flatMap((rule, index) =>
      rule === undefined || faultsOf(rule.inject).some(isListenerFault)
        ? []
        : [[index === 0 ? id : `${id}, variant ${index}`, rule] as const],
    ),
  );

/** Those whose effect shows only where somebody refuses a callback, or in how long its bytes take. */
const seenOnSocketsOnly = new Set(['callback-insists']);

describe('the catalogue of protocols, callbacks and schedules', () => {
  it('has every id, in order', () => {
    expect(protocolEntries.map(({ id }) => id)).toEqual(idsOf('P', 54));
    expect(callbackEntries.map(({ id }) => id)).toEqual(idsOf('C', 13));
    expect(scheduleEntries.map(({ id }) => id)).toEqual(idsOf('S', 17));
  });

  it.each(rulesOf([...protocolEntries, ...callbackEntries, ...scheduleEntries]))(
    '%s changes what goes out, or says why it does not: %o',
    async (_id, rule) => {
      let changed = 0;
      for (const tongue of tongues) {
        const story = await tellStory(tongue, { rules: [rule] });
        const isChanged = isDifferent(tongue, story);
        if (isChanged) changed += 1;
        const isLoud = isChanged || story.warnings.length > 0 || story.strikes === 0;
        expect([tongue, isLoud || isOnSockets(rule)]).toEqual([tongue, true]);
      }
      expect(changed > 0 || isOnSockets(rule)).toBe(true);
    },
  );
});

const isOnSockets = ({ inject }: Rule): boolean =>
  faultsOf(inject).every(({ kind }) => seenOnSocketsOnly.has(kind));
