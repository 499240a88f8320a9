import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

const file = fileURLToPath(new URL('__fixtures__/acme-by-node-test.ts', import.meta.url));

describe('the entry for node:test', () => {
  it('runs the suite under `node --test`, and skips with the reason', () => {
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout, status } = spawnSync(
      process.execPath,
      ['--test', '--test-reporter', 'tap', file],
      { encoding: 'utf8', env, timeout: 30_000 },
    );
    expect(stdout).toContain('B05 never submits again after a lost reply');
    expect(stdout).toContain('# SKIP "capacity" is not declared');
    expect(stdout).toMatch(/# fail 0/);
    expect(status).toBe(0);
  });
});
