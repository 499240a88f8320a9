import type { Figure } from './run/figure.ts';
import { readArguments } from './run/read-arguments.ts';
import { runGroup } from './run/run-group.ts';
import { jsonOf, tableOf } from './run/table.ts';

/**
 * `npm run bench`: what our own code costs, measured side by side with what it stands on. `-- routing import` measures
 * the named groups only, `-- --json` ends with one line of JSON. Nothing fails for being slow.
 */
const asked = readArguments(process.argv.slice(2));
if (asked.kind === 'refused') {
  console.error(asked.message);
  process.exit(2);
}

const all: Figure[] = [];
for (const name of asked.groups) {
  const start = performance.now();
  const { about, figures } = await runGroup(name);
  all.push(...figures);
  if (asked.isJson) continue;
  const seconds = ((performance.now() - start) / 1_000).toFixed(0);
  console.log(`${name} (${seconds} s): ${about}\n${tableOf(figures)}\n`);
}
if (asked.isJson) console.log(jsonOf(all));
