import { createFakeCore, type Rule } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { fakeFlags } from '../packages/testkit/src/cli/fake-flags.ts';
import { codeOf, readFromRoot } from './__fixtures__/doc-samples.ts';

const page = readFromRoot('docs/testing-high-availability.md');

/** What stands on the page as JSON of the kit: in code, in a block, or as the body of a request. */
const written: readonly string[] = Array.from(
  page.matchAll(/`(\{"[^`]+\})`|```json\n(.+?)\n```|-d '(\{"rules".+?\})'/gs),
  ([, inline, block, body]) => inline ?? block ?? body ?? '',
);

describe('the page on testing high availability', () => {
  it.each(written)('shows what the fake understands: %s', (text) => {
    const { ttlMs: _, ...shown } = JSON.parse(text);
    const rules: readonly Rule[] = 'inject' in shown ? [shown] : (shown.rules ?? []);
    const options = 'inject' in shown ? {} : shown;
    const make = (): unknown => createFakeCore({ dialect: '2captcha', seed: 1, ...options, rules });
    expect(make).not.toThrow();
  });

  it('finds rules, options and bodies to look at', () => {
    expect(written.length).toBeGreaterThanOrEqual(10);
  });

  it('names flags that there are', () => {
    const lines = page.match(/@understudy\/testkit fake .*/g) ?? [];
    const flags = lines
      .map((line) => line.split(/ -- |`/)[0] ?? '')
      .flatMap((line) => line.match(/--[a-z-]+/g) ?? []);
    expect(flags).toContain('--record');
    const known = Object.keys(fakeFlags).map((name) => `--${name}`);
    expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
  });

  it('shows the script that is run', () => {
    expect(page).toContain(codeOf('examples/high-availability/kill-a-worker.sh'));
  });
});
