import { decoders } from './fuzz/decoders.ts';
import { describeReport } from './fuzz/describe-report.ts';
import { fuzzInWorkers } from './fuzz/fuzz-in-workers.ts';

/**
 * `npm run fuzz -- 100000 seed` tries so many replies per decoder, and `npm run fuzz -- 1 seed captchaai 4711` the one
 * that a finding names.
 */
const [countWord = '100000', seed = String(process.pid), name, fromWord = '0'] =
  process.argv.slice(2);
const [count, from] = [Number(countWord), Number(fromWord)];
const chosen = decoders.filter((decoder) => name === undefined || decoder.name === name);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(from) || from < 0) {
  console.error(`the numbers of replies must be whole, not "${countWord}" and "${fromWord}"`);
  process.exit(2);
}
if (chosen.length === 0) {
  console.error(
    `no decoder "${name}", there are ${decoders.map((decoder) => decoder.name).join(', ')}`,
  );
  process.exit(2);
}
const startAt = performance.now();
const reports = await fuzzInWorkers(chosen, {
  ...{ count, seed, from },
  onReport: (report) => console.log(describeReport(report)),
});
const findings = reports.flatMap((report) => report.findings);
const seconds = ((performance.now() - startAt) / 1_000).toFixed(0);
console.log(
  `fuzz: seed ${seed} · ${count} replies for each of ${chosen.length} decoders · ${seconds} s · ${findings.length} findings`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
