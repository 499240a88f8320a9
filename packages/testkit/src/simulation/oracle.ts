import {
  type Belief,
  type Candidate,
  type Choice,
  expectedLoss,
  type Situation,
  type Strategy,
} from '@understudy/core';

import { type Regime, wellRegime } from './regime.ts';
import { regimeAt, type Scenario } from './scenario.ts';
import type { ServiceModel } from './service.ts';
import type { SimulatedProvider } from './simulated-provider.ts';

/** What an oracle is told: the schedule of faults and the laws of the services, not what is drawn from them. */
export interface Truth {
  readonly scenario: Scenario;
  readonly services: readonly ServiceModel[];
  readonly providers: readonly SimulatedProvider[];
}

/** Decides as the router does, but believes the truth; and it knows when an outage of everybody ends. */
export function oracle({ scenario, services, providers }: Truth): Strategy {
  const regimeOf = (providerId: string, at: number): Regime => {
    const service = services.find(({ id }) => id === providerId);
    if (service === undefined) return wellRegime(0);
    const regime = regimeAt(scenario, service, at);
    const inWork = providers.find(({ id }) => id === providerId)?.inWork ?? 0;
    return regime.isRevoked || inWork >= regime.slots ? { ...regime, reject: 1 } : regime;
  };
  const beliefAt = (providerId: string, at: number): Belief => {
    const service = services.find(({ id }) => id === providerId);
    const rates = regimeOf(providerId, at);
    return {
      hypotheses: [{ kind: 'healthy', probability: 1, rates }],
      law: { mu: Math.log(service?.medianMs ?? 1), sigma: service?.sigma ?? 1 },
    };
  };
  const informed = expectedLoss({
    of: ({ providerId }, { now }) => beliefAt(providerId, now),
    ofLive: ({ providerId, sentAt }) => beliefAt(providerId, sentAt),
  });
  const isUp = ({ providerId }: Candidate, at: number): boolean =>
    regimeOf(providerId, at).reject < 1;
  return {
    name: 'oracle',
    keepsPatience: false,
    decide: (situation) => {
      const up = situation.candidates.filter((candidate) => isUp(candidate, situation.now));
      if (up.length > 0 || situation.isAwaited) {
        return informed.decide({ ...situation, candidates: up });
      }
      return waitForEnd(situation, scenario);
    },
  };
}

function waitForEnd(
  { now, deadlineAt, stakes, candidates }: Situation,
  scenario: Scenario,
): Choice {
  const ends = scenario.windows.flatMap(({ fromMs, untilMs }) =>
    fromMs <= now && now < untilMs ? [untilMs] : [],
  );
  const endsAt = Math.min(...ends);
  const price = Math.min(...candidates.map(({ price: of = 1 }) => of));
  const isWorthIt = ((endsAt - now) * stakes.perSecond) / 1_000 + price + 0.3 < stakes.ofFailure;
  return isWorthIt && endsAt + 15_000 < deadlineAt
    ? { kind: 'wait', until: endsAt, ranked: candidates }
    : { kind: 'fail', ranked: candidates };
}
