import { describe, expect, it } from 'vitest';

import { candidate } from './__fixtures__/candidates.ts';
import { situation } from './__fixtures__/situation.ts';
import { ownRanking } from './own-ranking.ts';

const candidates = [candidate('lead'), candidate('backup', { order: 1 }), candidate('third')];

describe('ownRanking', () => {
  it('sends the task to the first that its caller names', () => {
    const { decide } = ownRanking(() => ['backup', 'lead']);
    expect(decide(situation({ candidates }))).toMatchObject({
      kind: 'attempt',
      candidate: { providerId: 'backup' },
    });
  });

  it('passes over those with an obstacle, strangers, and repetitions', () => {
    const full = candidate('lead', { obstacle: { kind: 'full' } });
    const { decide } = ownRanking(() => ['lead', 'nobody', 'lead', 'backup', 'backup']);
    const choice = decide(situation({ candidates: [full, ...candidates.slice(1)] }));
    expect(choice.ranked.map(({ providerId }) => providerId)).toEqual(['backup', 'lead']);
  });

  it('sends nothing to providers that its caller leaves out', () => {
    const { decide } = ownRanking(() => []);
    expect(decide(situation({ candidates }))).toEqual({ kind: 'fail', ranked: [] });
  });

  it('is called by the name of its function', () => {
    const nearest = (): readonly string[] => [];
    expect(ownRanking(nearest).name).toBe('nearest');
    expect(ownRanking(() => []).name).toBe('own');
  });
});
