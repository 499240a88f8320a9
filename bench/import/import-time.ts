import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Group } from '../run/figure.ts';
import { interleaved } from '../run/interleaved.ts';
import { medianDifference } from '../run/statistics.ts';
import { buildPackages } from './build-packages.ts';
import { installPackages } from './installed-packages.ts';

const run = promisify(execFile);

export const importTime: Group = {
  about:
    'wall-clock time to import each entry of the built packages in a fresh process, less that of an empty module',
  async measure() {
    await buildPackages();
    const folder = mkdtempSync(join(tmpdir(), 'understudy-import-'));
    try {
      const entries = installPackages(folder);
      writeFileSync(join(folder, 'empty.js'), '');
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      const specifiers = ['./empty.js', ...entries];
      const ms = await interleaved(
        specifiers.map((name) => ({ name, round: () => importMs(name, folder) })),
        { warmUps: 2, rounds: 15, limitMs: 45_000 },
      );
      return entries.map((entry) => ({
        name: `import.${entry.replace('@understudy/', '')}.ms`,
        value: medianDifference(ms[entry] ?? [], ms['./empty.js'] ?? []),
        unit: 'ms' as const,
      }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function importMs(specifier: string, folder: string): Promise<number> {
  const code = `const at = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - at);`;
  const file = join(folder, 'time.mjs');
  writeFileSync(file, code);
  const { stdout } = await run(process.execPath, [file], { cwd: folder, timeout: 20_000 });
  return Number(stdout);
}
