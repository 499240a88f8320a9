import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stepsOf } from './check/steps.ts';

/**
 * `npm run check`: one line for each step, the output of the first that fails, and a last line that says how it went.
 * `npm run check -- lint types` runs the named steps only.
 */
async function check(folder: string, names: readonly string[]): Promise<boolean> {
  const all = stepsOf(folder);
  const unknown = names.find((name) => !all.some((step) => step.name === name));
  if (unknown !== undefined) {
    console.log(`check: no step "${unknown}", there are ${all.map(({ name }) => name).join(', ')}`);
    return false;
  }
  const steps = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  const start = performance.now();
  for (const { name, run } of steps) {
    const stepStart = performance.now();
    const { isSuccess, output } = await run();
    console.log(`${name.padEnd(8)} ${isSuccess ? 'ok    ' : 'failed'} ${secondsSince(stepStart)}`);
    if (!isSuccess) {
      console.log(`\n${output.trim()}\n\ncheck: failed at ${name}`);
      return false;
    }
  }
  console.log(
    `check: ${steps.length} of ${all.length} steps passed in ${secondsSince(start).trim()}`,
  );
  return true;
}

const secondsSince = (start: number): string =>
  `${((performance.now() - start) / 1_000).toFixed(1).padStart(5)} s`;

const folder = mkdtempSync(join(tmpdir(), 'understudy-check-'));
try {
  process.exitCode = (await check(folder, process.argv.slice(2))) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
