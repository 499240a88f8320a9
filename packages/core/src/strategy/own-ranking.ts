import type { Candidate } from './candidate.ts';
import { choose } from './choose.ts';
import type { Situation } from './situation.ts';
import type { Strategy } from './strategy.ts';

/** A caller's own rule: the ids of the providers that may take the task, best first. Must be pure. */
export type Ranking = (situation: Situation) => readonly string[];

/** A strategy by the caller's own ranking. Ids that are no candidate's, and providers left out, are passed over. */
export const ownRanking = (rank: Ranking): Strategy => ({
  name: rank.name === '' ? 'own' : rank.name,
  keepsPatience: true,
  decide: (situation) => {
    const byId = new Map(
      situation.candidates.map((candidate) => [candidate.providerId, candidate]),
    );
    const ranked = [...new Set(rank(situation))].flatMap((id): readonly Candidate[] => {
      const candidate = byId.get(id);
      return candidate === undefined ? [] : [candidate];
    });
    const isFree = ({ obstacle }: Candidate): boolean => obstacle === undefined;
    const isBlocked = (candidate: Candidate): boolean => !isFree(candidate);
    return choose(situation, [...ranked.filter(isFree), ...ranked.filter(isBlocked)]);
  },
});
