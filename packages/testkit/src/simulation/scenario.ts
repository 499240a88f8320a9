import { type Regime, wellRegime } from './regime.ts';
import type { ServiceModel } from './service.ts';

/** A change of one service's regime for a while; of those that overlap the later one in the list counts. */
export interface FaultWindow {
  readonly service: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly regime: Partial<Regime>;
}

/** What goes wrong in one simulated world, and when. */
export interface Scenario {
  readonly name: string;
  readonly windows: readonly FaultWindow[];
}

/** The regime of a service at an instant. */
export function regimeAt(scenario: Scenario, service: ServiceModel, at: number): Regime {
  const active = scenario.windows.filter(
    ({ service: id, fromMs, untilMs }) => id === service.id && fromMs <= at && at < untilMs,
  );
  return active.reduce(
    (regime, window) => ({ ...regime, ...window.regime }),
    wellRegime(service.fail),
  );
}
