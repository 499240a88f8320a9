import { compareLogs, EventLog } from './event-log.ts';
import { figuresOf, type Figures } from './figures.ts';
import { type InvariantReport, mergeReports } from './invariants/world-watch.ts';
import { type NamedWorld, ownScenarios } from './own-scenarios.ts';
import type { PolicyName } from './policies.ts';
import { runWorld } from './run-world.ts';
import { fourteenScenarios } from './scenarios.ts';
import { threeServices } from './service.ts';
import { usualStakes } from './stakes.ts';

const usualWorld = { durationMs: 2_400_000, deadlineMs: 120_000 };
/** Of so many runs of a policy one is made twice, for the sake of determinism. */
const replayEvery = 14;

export interface ScenarioRun {
  readonly scenario: string;
  readonly policy: PolicyName;
  readonly seed: number;
  /** Tasks per second, where the scenario has no rate of its own. */
  readonly rate: number;
}

export interface ScenarioOutcome {
  readonly figures: Figures;
  readonly invariants: InvariantReport;
}

const worlds: readonly NamedWorld[] = [
  ...fourteenScenarios.map((scenario) => ({ scenario })),
  ...ownScenarios,
];

/** One of the known worlds under one policy: its figures, and whether every invariant held. */
export async function runScenario(run: ScenarioRun): Promise<ScenarioOutcome> {
  const { scenario: name, policy, seed } = run;
  const index = worlds.findIndex(({ scenario }) => scenario.name === name);
  const world = worlds[index];
  if (world === undefined) throw new RangeError(`there is no scenario "${name}"`);
  const { stakes = usualStakes, rate = run.rate, services = threeServices } = world;
  const { durationMs = usualWorld.durationMs, deadlineMs = usualWorld.deadlineMs } = world;
  const reports: InvariantReport[] = [];
  const play = async (log: EventLog | undefined) =>
    runWorld({
      scenario: world.scenario,
      services,
      policy,
      seed,
      rate,
      durationMs,
      deadlineMs,
      stakes,
      onEvent: log?.hear,
      onChecked: (report) => reports.push(report),
    });
  if ((seed + index) % replayEvery !== 0) {
    const results = await play(undefined);
    return { figures: figuresOf(results, stakes), invariants: mergeReports(reports) };
  }
  const [first, second] = [new EventLog(), new EventLog()];
  const results = await play(first);
  await play(second);
  const invariants = mergeReports([...reports, compareLogs(first, second)]);
  return { figures: figuresOf(results, stakes), invariants };
}
