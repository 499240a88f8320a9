import { runJobsWorld } from '../jobs-world/run-jobs-world.ts';
import type { SimulateArguments } from './arguments.ts';

const shown = 20;

/** Hours of durable jobs in virtual time, without faults and with them. @returns how many jobs were lost or paid twice. */
export async function simulateJobs({ hours, seeds, json }: SimulateArguments): Promise<number> {
  let violated = 0;
  for (const seed of seeds) {
    for (const hasFaults of [false, true]) {
      const say = (line: string): void => console.error(line);
      const result = await runJobsWorld({ hours, seed: `jobs-${seed}`, hasFaults, say });
      const { violations, ...figures } = result;
      violated += violations.length;
      if (json) console.log(JSON.stringify({ hours, seed, hasFaults, ...figures, violations }));
      else {
        for (const violation of violations.slice(0, shown)) console.log(violation);
        const name = `${hours} h, seed ${seed}, faults ${hasFaults ? 'on' : 'off'}`;
        console.log(`${name}: ${JSON.stringify(figures)}, ${violations.length} violated`);
      }
    }
  }
  // The embedded database keeps a timer of its own.
  process.exitCode = violated > 0 ? 1 : 0;
  return violated;
}
