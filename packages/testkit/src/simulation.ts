/** Worlds in virtual time, in which the real router and other policies meet the same faults. */
export type { Figures } from './simulation/figures.ts';
export { figuresOf } from './simulation/figures.ts';
export { policies } from './simulation/policies.ts';
export type { PolicyName, PolicyOptions } from './simulation/policies.ts';
export type { Regime } from './simulation/regime.ts';
export { policyFigures } from './simulation/regret.ts';
export type { PairedFigures, PolicyFigures, ScenarioFigures } from './simulation/regret.ts';
export { runScenario } from './simulation/run-scenario.ts';
export type { ScenarioRun } from './simulation/run-scenario.ts';
export { runWorld } from './simulation/run-world.ts';
export type { TaskResult, WorldOptions } from './simulation/run-world.ts';
export type { FaultWindow, Scenario } from './simulation/scenario.ts';
export { fourteenScenarios } from './simulation/scenarios.ts';
export { threeServices } from './simulation/service.ts';
export type { ServiceModel } from './simulation/service.ts';
