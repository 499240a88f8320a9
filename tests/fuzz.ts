import { decoders } from './fuzz/decoders.ts';
import { fuzz } from './fuzz/fuzz.ts';

// `npm run fuzz -- 100000 seed`: so many replies per decoder.
const count = Number(process.argv[2] ?? 100_000);
const seed = process.argv[3] ?? String(process.pid);
if (!Number.isInteger(count) || count < 1) {
  console.error(`the number of replies must be a whole number from 1, not "${process.argv[2]}"`);
  process.exit(2);
}
let found = 0;
for (const decoder of decoders) {
  const findings = await fuzz(decoder, { count, seed });
  found += findings.length;
  console.log(`${decoder.name}: ${count} replies, ${findings.length} findings`);
  for (const finding of findings.slice(0, 5)) console.log(finding);
}
console.log(`fuzz: seed ${seed} · ${count} replies per decoder · ${found} findings`);
process.exitCode = found === 0 ? 0 : 1;
