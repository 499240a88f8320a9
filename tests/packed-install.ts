import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { runInTurn } from './check/run-command.ts';

/** The oldest runtime that the packages promise to work on. */
const oldestNode = '22.20.0';

/** Installs the packed packages as a user would, and runs `packed/consumer.ts` there on the oldest runtime. */
async function installAndRun(tarballs: string, project: string): Promise<boolean> {
  const packed = readdirSync(tarballs).filter((name) => name.endsWith('.tgz'));
  const dependencies = Object.fromEntries(
    packed.map((name) => [`@understudy/${nameOf(name)}`, `file:${join(tarballs, name)}`]),
  );
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: { ...dependencies, node: oldestNode },
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  cpSync(fileURLToPath(new URL('packed', import.meta.url)), project, { recursive: true });
  const node = join(project, 'node_modules', '.bin', 'node');
  const { isSuccess, output } = await runInTurn([
    { line: ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline'], folder: project },
    {
      line: [node, '--disable-warning=ExperimentalWarning', 'consumer.ts', `v${oldestNode}`],
      folder: project,
    },
  ]);
  console.log(isSuccess ? `${packed.length} packages work on Node ${oldestNode}` : output.trim());
  return isSuccess;
}

/** `understudy-provider-captchaai-1.0.0.tgz` is `provider-captchaai`. */
const nameOf = (tarball: string): string =>
  tarball.replace(/^understudy-/, '').replace(/-\d+\.\d+\.\d+.*\.tgz$/, '');

const [, , tarballs] = process.argv;
if (tarballs === undefined)
  throw new TypeError('usage: node tests/packed-install.ts <folder with tarballs>');
const project = mkdtempSync(join(tmpdir(), 'understudy-consumer-'));
try {
  process.exitCode = (await installAndRun(tarballs, project)) ? 0 : 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
