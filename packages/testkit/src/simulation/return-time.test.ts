import { describe, expect, it } from 'vitest';

import { decisionFor, eventAt } from './invariants/__fixtures__/honest-world.ts';
import { ReturnWatch } from './return-time.ts';

/** Tasks a second apart, each sent where a letter says; small letters are later attempts. */
function secondsOf(letters: string): number | undefined {
  const watch = new ReturnWatch(10_000);
  for (const [index, letter] of letters.split('').entries()) {
    const providerId = letter.toUpperCase();
    const reason = letter === providerId ? 'first' : 'rescue';
    const decision = decisionFor(providerId, { reason });
    const names = { taskId: `t${index}`, attemptId: `a${index}`, providerId };
    const happening = eventAt(index * 1_000, { type: 'attempt-started', ...names, decision });
    if (happening.kind === 'event') watch.hear(happening.event);
  }
  return watch.seconds;
}

describe('ReturnWatch', () => {
  it('tells when half of the latest twenty tasks go to the service again', () => {
    expect(secondsOf(`${'B'.repeat(20)}${'A'.repeat(20)}`)).toBe(19);
    expect(secondsOf(`${'B'.repeat(20)}${'AB'.repeat(20)}`)).toBe(28);
  });

  it('counts no second purchase', () => {
    expect(secondsOf(`${'B'.repeat(20)}${'a'.repeat(40)}`)).toBeUndefined();
  });

  it('tells when the breaker closed for good before that', () => {
    const watch = new ReturnWatch(10_000);
    const states = ['open', 'probing', 'closed', 'open', 'probing', 'closed'] as const;
    for (const [index, state] of states.entries()) {
      const change = { type: 'breaker-changed', service: 'a', providerId: 'A', state } as const;
      const happening = eventAt(11_000 + index * 5_000, change);
      if (happening.kind === 'event') watch.hear(happening.event);
    }
    expect(watch.closedSeconds).toBe(26);
  });

  it('begins at the end of the stall', () => {
    expect(secondsOf('A'.repeat(30))).toBe(0);
  });
});
