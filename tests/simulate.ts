import { median } from '@understudy/testkit/simulation';

import { readArguments, type SimulateArguments, WrongArgument } from './simulate/arguments.ts';
import { comparePolicies } from './simulate/compare-policies.ts';
import { tableOf } from './simulate/print-comparison.ts';
import { linesOf, sumOf, type Watched } from './simulate/print-invariants.ts';
import { runAll } from './simulate/run-all.ts';
import { simulateJobs } from './simulate/simulate-jobs.ts';

try {
  const chosen = readArguments(process.argv.slice(2));
  const violated =
    chosen.mode === 'jobs' ? await simulateJobs(chosen) : sumOf(await run(chosen)).violated;
  if (violated > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof WrongArgument)) throw error;
  console.error(`simulate: ${error.message}`);
  process.exitCode = 2;
}

async function run(chosen: SimulateArguments): Promise<readonly Watched[]> {
  if (chosen.mode === 'swarm') return swarm(chosen);
  if (chosen.mode === 'return') return returns(chosen);
  const { rate, seeds, json } = chosen;
  const comparison = await comparePolicies(chosen);
  const { policies, versusClassic, watched } = comparison;
  const invariants = sumOf(watched);
  if (json) console.log(JSON.stringify({ rate, seeds, policies, versusClassic, invariants }));
  else {
    const count = `${seeds.length} seeds from ${seeds[0]}`;
    print(`regret per task against an oracle, ${rate} tasks/s, ${count}, ± its standard error`);
    print(...tableOf(comparison), ...linesOf(watched));
  }
  return watched;
}

/** Drawn worlds: nothing is compared, everything is checked. */
async function swarm({ seeds, json }: SimulateArguments): Promise<readonly Watched[]> {
  const outcomes = await runAll<'swarm'>(seeds.map((seed) => ({ kind: 'swarm', seed }) as const));
  const watched = outcomes.map(({ seed, invariants }) => ({ name: `seed ${seed}`, invariants }));
  const stories = outcomes.flatMap(({ story }) => story ?? []);
  if (json) console.log(JSON.stringify({ seeds, invariants: sumOf(watched), stories }));
  else print(`${seeds.length} drawn worlds from seed ${seeds[0]}`, ...linesOf(watched), ...stories);
  return watched;
}

/** How long it takes until a recovered provider gets its tasks again. */
async function returns(chosen: SimulateArguments): Promise<readonly Watched[]> {
  const { seeds, rate, json } = chosen;
  const jobs = chosen.policies.flatMap((policy) =>
    seeds.map((seed) => ({ kind: 'return', policy, seed, rate }) as const),
  );
  const outcomes = await runAll<'return'>(jobs);
  const watched = outcomes.map(({ invariants }, index) => ({
    name: `the long stall, ${jobs[index]?.policy}, seed ${jobs[index]?.seed}`,
    invariants,
  }));
  const policies = chosen.policies.map((policy) => {
    const own = outcomes.filter((_, index) => jobs[index]?.policy === policy);
    const seconds = own.map((outcome) => outcome.seconds ?? Infinity);
    const closedSeconds = own.map((outcome) => outcome.closedSeconds ?? Infinity);
    const medians = { medianSeconds: median(seconds), medianClosedSeconds: median(closedSeconds) };
    return { policy, ...medians, seconds, closedSeconds };
  });
  const invariants = sumOf(watched);
  if (json) {
    const byName = Object.fromEntries(policies.map(({ policy, ...figures }) => [policy, figures]));
    console.log(JSON.stringify({ rate, seeds, return: byName, invariants }));
  } else {
    print(`seconds from the end of a stall of 900 s, ${rate} tasks/s`);
    for (const { policy, ...figures } of policies) {
      print(
        lineOf(`${policy}, breaker closed`, figures.medianClosedSeconds, figures.closedSeconds),
        lineOf(`${policy}, half of the latest 20`, figures.medianSeconds, figures.seconds),
      );
    }
    print(...linesOf(watched));
  }
  return watched;
}

function lineOf(name: string, middle: number, seconds: readonly number[]): string {
  const each = seconds.map((value) => value.toFixed(0)).join(' ');
  return `${name.padEnd(36)} median ${middle.toFixed(0).padStart(5)}   (${each})`;
}

function print(...lines: readonly string[]): void {
  for (const line of lines) console.log(line);
}
