import {
  type InvariantReport,
  type ReturnOutcome,
  type ReturnRun,
  runReturn,
  runScenario,
  runSwarm,
  type ScenarioOutcome,
  type ScenarioRun,
  type SwarmOutcome,
} from '@understudy/testkit/simulation';

/** One world to run: a union on `kind`. */
export type Job =
  | ({ readonly kind: 'scenario' } & ScenarioRun)
  | ({ readonly kind: 'return' } & ReturnRun)
  | { readonly kind: 'swarm'; readonly seed: number };

/** What came of each kind of job. */
export interface Outcomes {
  readonly scenario: ScenarioOutcome;
  readonly return: ReturnOutcome;
  readonly swarm: SwarmOutcome;
}

export type Outcome = Outcomes[Job['kind']] & { readonly invariants: InvariantReport };

export async function runJob(job: Job): Promise<Outcome> {
  switch (job.kind) {
    case 'scenario':
      return runScenario(job);
    case 'return':
      return runReturn(job);
    case 'swarm':
      return runSwarm(job.seed);
  }
}
