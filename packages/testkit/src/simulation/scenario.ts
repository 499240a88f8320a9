import { type Regime, wellRegime } from './regime.ts';
import type { ServiceModel } from './service.ts';

/** A change of one service's regime for a while; of those that overlap the later one in the list counts. */
export interface FaultWindow {
  readonly service: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly regime: Partial<Regime>;
  /** Strikes the tasks in flight at its onset too, and not only those that are sent later. */
  readonly strikes?: boolean | undefined;
}

/** What goes wrong in one simulated world, and when. */
export interface Scenario {
  readonly name: string;
  readonly windows: readonly FaultWindow[];
}

const ofService = ({ windows }: Scenario, { id }: ServiceModel): readonly FaultWindow[] =>
  windows.filter(({ service }) => service === id);

/** The regime of a service at an instant. */
export function regimeAt(scenario: Scenario, service: ServiceModel, at: number): Regime {
  const active = ofService(scenario, service).filter(
    ({ fromMs, untilMs }) => fromMs <= at && at < untilMs,
  );
  return active.reduce(
    (regime, window) => ({ ...regime, ...window.regime }),
    wellRegime(service.fail),
  );
}

/** A task in work, by what was drawn for it. Instants on the monotonic clock. */
export interface WorkInFlight {
  readonly acceptedAt: number;
  readonly readyAt: number;
  readonly neverDraw: number;
}

/** When a task is ready after the faults that struck it on the way; Infinity for never. */
export function readyAfterStrikes(
  work: WorkInFlight,
  { scenario, service }: { readonly scenario: Scenario; readonly service: ServiceModel },
): number {
  let { readyAt } = work;
  const strikes = ofService(scenario, service).filter((window) => window.strikes === true);
  for (const { fromMs, regime } of strikes.toSorted((left, right) => left.fromMs - right.fromMs)) {
    if (work.acceptedAt >= fromMs || readyAt <= fromMs) continue;
    if (work.neverDraw < (regime.never ?? 0)) return Infinity;
    readyAt = fromMs + (readyAt - fromMs) * (regime.slowness ?? 1);
  }
  return readyAt;
}
