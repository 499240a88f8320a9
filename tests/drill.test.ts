import { describe, expect, it } from 'vitest';

import { type DrillFacts, judgeDrill } from '../examples/drill/judge-drill.ts';
import { summaryOf } from '../examples/drill/result.ts';

const clean = {
  check: 'noDoublePayment',
  isClean: true,
  findings: [],
  summary: '',
  seed: '7',
} as const;
const finding = { kind: 'paid-twice', taskIds: ['1'], why: 'twice', timeline: [] } as const;
const dirty = { ...clean, isClean: false, findings: [finding] };

const sound: DrillFacts = {
  outcomes: [],
  events: [],
  health: {
    providers: [],
    isOwnNetworkSuspected: false,
    spend: [],
    stopLoss: undefined,
    runningTasks: 0,
    openTickets: 0,
  },
  journals: {
    lead: { noDoublePayment: () => clean, nothingLost: () => clean, keyInUrls: () => clean },
  },
  keys: ['c0ffee00c0ffee00'],
  seconds: 20,
  seed: '7',
};

const journalThat = (finds: object): DrillFacts['journals'] => ({
  lead: {
    noDoublePayment: () => clean,
    nothingLost: () => clean,
    keyInUrls: () => clean,
    ...finds,
  },
});

describe('judgeDrill', () => {
  it('finds nothing broken when nothing is', () => {
    expect(judgeDrill(sound).broken).toEqual([]);
  });

  it.each<[string, Partial<DrillFacts>]>([
    ['1 tasks were not solved', { outcomes: [new Error('no provider is left')] }],
    ['1 tasks were paid twice', { journals: journalThat({ noDoublePayment: () => dirty }) }],
    ['1 paid answers were lost', { journals: journalThat({ nothingLost: () => dirty }) }],
    ['an API key showed 1 times', { journals: journalThat({ keyInUrls: () => dirty }) }],
    ['an API key showed 1 times', { outcomes: [new Error('key c0ffee00c0ffee00')] }],
  ])('says that %s', (words, facts) => {
    const { broken } = judgeDrill({ ...sound, ...facts });
    expect(broken.join('; ')).toContain(words);
  });

  it('ends with the line that scripts read', () => {
    expect(summaryOf(judgeDrill(sound))).toBe(
      'drill: solved 0/0 · failed over 0 · paid twice 0 · maybe paid 0 · lost 0',
    );
  });
});
