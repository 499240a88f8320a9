import { readArguments, WrongArgument } from './chaos/chaos-arguments.ts';
import { type ChaosResult, lastLine } from './chaos/chaos-result.ts';
import { runEmbedded } from './chaos/run-embedded.ts';
import { runFleet } from './chaos/run-fleet.ts';

const shownFindings = 20;

/** `npm run chaos -- --engine postgres|pglite --seconds 60 --json`: kills workers under load, and counts what was lost. */
async function chaos(argv: readonly string[]): Promise<boolean> {
  const chosen = readArguments(argv);
  const result = await (chosen.engine === 'pglite' ? runEmbedded(chosen) : runFleet(chosen));
  if (chosen.isJson) console.log(JSON.stringify({ engine: chosen.engine, ...result }));
  else print(result);
  console.log(lastLine(result));
  return result.lost === 0 && result.paidTwice === 0;
}

function print({ findings, solved, failed, accepted, kills, seconds }: ChaosResult): void {
  for (const finding of findings.slice(0, shownFindings)) console.log(finding);
  if (findings.length > shownFindings) console.log(`and ${findings.length - shownFindings} more`);
  console.log(
    `${solved} solved and ${failed} failed in ${seconds.toFixed(0)} s with ${kills} kills; ${accepted} tasks accepted`,
  );
}

try {
  process.exitCode = (await chaos(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  if (!(error instanceof WrongArgument)) throw error;
  console.error(`chaos: ${error.message}`);
  process.exitCode = 2;
}
