import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { contractMutants } from './contract/mutants/contract-mutants.ts';
import { tryMutant } from './contract/mutants/try-mutant.ts';
import { kitMutants } from './mutants/kit-mutants.ts';
import type { CodeMutant } from './mutants/mutant.ts';
import { promiseMutants } from './mutants/promise-mutants.ts';
import { workerMutants } from './mutants/worker-mutants.ts';

const root = resolve(import.meta.dirname, '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const mostMsPerMutant = 120_000;

/** A copy of the sources that may be broken. */
function copyOfWorkspace(): string {
  const copy = mkdtempSync(join(tmpdir(), 'understudy-mutants-'));
  const isKept = (path: string): boolean => !/[\\/](dist|\.git|coverage)$/.test(path);
  for (const name of ['packages', 'tests', 'examples']) {
    const options = { recursive: true, verbatimSymlinks: true, filter: isKept };
    cpSync(join(root, name), join(copy, name), options);
  }
  for (const name of ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'vitest.config.ts']) {
    cpSync(join(root, name), join(copy, name));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Whether the named test passes; anything but a clean verdict of vitest is an error of this script. */
function doesTestPass(copy: string, { file, title }: CodeMutant['killedBy']): boolean {
  const project = file.includes('.sockets.') ? 'sockets' : 'pure';
  const verdictPath = join(copy, 'verdict.json');
  rmSync(verdictPath, { force: true });
  const words = ['run', '--project', project, file, '-t', title];
  const reporter = ['--reporter', 'json', '--outputFile', verdictPath];
  spawnSync(process.execPath, [vitest, ...words, ...reporter], {
    cwd: copy,
    stdio: 'ignore',
    timeout: mostMsPerMutant,
  });
  if (!existsSync(verdictPath)) throw new Error(`vitest gave no verdict on "${title}"`);
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(verdictPath, 'utf8'));
  if (numPassedTests + numFailedTests === 0) throw new Error(`no test is called "${title}"`);
  return numFailedTests === 0;
}

function isKilled(copy: string, mutant: CodeMutant): boolean {
  const path = join(copy, mutant.file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(mutant.find).length !== 2) {
    throw new Error(`"${mutant.find}" does not stand in ${mutant.file} exactly once`);
  }
  if (!doesTestPass(copy, mutant.killedBy)) {
    throw new Error(`"${mutant.killedBy.title}" fails on the sound code`);
  }
  writeFileSync(
    path,
    sound.replace(mutant.find, () => mutant.replace),
  );
  try {
    return !doesTestPass(copy, mutant.killedBy);
  } finally {
    writeFileSync(path, sound);
  }
}

/** `npm run mutants -- 9 13 T2 W4` tries those of the named promises, of the kit and of the worker, only. */
const named = new Set(process.argv.slice(2));
const isNamed = (name: string): boolean => named.size === 0 || named.has(name);
const mutants = [
  ...promiseMutants
    .filter(({ promise }) => isNamed(String(promise)))
    .map((mutant) => ({ ...mutant, what: `promise ${mutant.promise}: a router that` })),
  ...kitMutants
    .filter(({ id }) => isNamed(id))
    .map((mutant) => ({ ...mutant, what: `kit ${mutant.id}: a test kit that` })),
  ...workerMutants
    .filter(({ id }) => isNamed(id))
    .map((mutant) => ({ ...mutant, what: `worker ${mutant.id}: a worker that` })),
];

const copy = copyOfWorkspace();
let killed = 0;
try {
  for (const mutant of mutants) {
    const isDead = isKilled(copy, mutant);
    if (isDead) killed += 1;
    const verdict = isDead ? 'killed  ' : 'SURVIVED';
    console.log(`${verdict} ${mutant.what} ${mutant.breaks}`);
    console.log(`         by ${mutant.killedBy.file} › ${mutant.killedBy.title}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
/** Broken adapters need no copy: each is a variation of a sound one. */
const adapters = named.size === 0 ? contractMutants : [];
for (const mutant of adapters) {
  const outcome = await tryMutant(mutant);
  if (outcome === 'killed') killed += 1;
  const verdict = outcome === 'killed' ? 'killed  ' : 'SURVIVED';
  console.log(`${verdict} contract ${mutant.killedBy}: an adapter that ${mutant.breaks}`);
}
const tried = mutants.length + adapters.length;
const survived = tried - killed;
console.log(`mutants: killed ${killed}/${tried} · survived ${survived}`);
process.exitCode = survived === 0 ? 0 : 1;
