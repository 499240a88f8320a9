import { describe, expect, it } from 'vitest';

import { importsOf } from './architecture/import-graph.ts';
import { rules } from './architecture/rules.ts';
import { codeOf, readSources, type SourceFile } from './architecture/source-file.ts';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `const n${index} = 0;`).join('\n');

/** For each rule, files that keep it (text marked `ok`) and files that break it. */
const samples: Readonly<
  Record<string, readonly (readonly [verdict: 'ok' | 'breach', path: string, text: string])[]>
> = {
  'a package imports the entries that it may, and no file of another': [
    ['breach', 'packages/core/src/router/router.ts', `import { x } from '@understudy/testkit';`],
    [
      'breach',
      'packages/core/src/router/router.test.ts',
      `import { x } from '@understudy/provider-captchaai';`,
    ],
    [
      'breach',
      'packages/provider-compatible/src/index.ts',
      `import { x } from '@understudy/core';`,
    ],
    [
      'breach',
      'packages/provider-compatible/src/index.ts',
      `import type { x } from '@understudy/core/src/router/x.ts';`,
    ],
    [
      'breach',
      'packages/provider-compatible/src/index.ts',
      `import { x } from '@understudy/provider-captchaai';`,
    ],
    ['breach', 'packages/testkit/src/server.ts', `export { x } from '@understudy/core';`],
    ['breach', 'packages/testkit/src/server.ts', `import { x } from '../../core/src/wire.ts';`],
    ['breach', 'packages/somebody/src/index.ts', `import { x } from '@understudy/core/provider';`],
    ['ok', 'packages/testkit/src/simulation/run.ts', `import { x } from '@understudy/core';`],
    [
      'ok',
      'packages/provider-captchaai/src/index.ts',
      `import { x } from '@understudy/provider-compatible';`,
    ],
    [
      'ok',
      'packages/provider-captchaai/src/submit.test.ts',
      `import { x } from '@understudy/core/testing';`,
    ],
    ['ok', 'packages/core/src/wire.ts', `export { x } from './wire/redaction.ts';`],
  ],
  'a foreign package is known in one place': [
    ['breach', 'packages/core/src/wire/fetch-transport.ts', `import type { Agent } from 'undici';`],
    ['breach', 'packages/core/src/router/router.ts', `import pino from 'pino';`],
    ['breach', 'packages/core/src/polling/poller.ts', `import { x } from 'cockatiel';`],
    ['breach', 'packages/testkit/src/index.ts', `await import('tsyringe');`],
    ['breach', 'packages/core/src/index.ts', `import 'reflect-metadata';`],
    ['breach', 'packages/core/src/ledger/spend.ts', `import { Pool } from 'pg';`],
    ['ok', 'packages/core/src/health/breaker.ts', `import { x } from 'cockatiel';`],
    ['ok', 'packages/core/src/di.ts', `import { x } from 'tsyringe';`],
    ['ok', 'packages/core/src/wire/undici-transport.test.ts', `import { x } from 'undici';`],
  ],
  'undici and pino are loaded when they are needed': [
    ['breach', 'packages/core/src/wire/undici-transport.ts', `import { Agent } from 'undici';`],
    ['ok', 'packages/core/src/wire/undici-transport.ts', `import type { Agent } from 'undici';`],
    [
      'ok',
      'packages/core/src/observability/log-events.ts',
      `const { pino } = await import('pino');`,
    ],
  ],
  'a room of core imports the rooms below it': [
    [
      'breach',
      'packages/core/src/provider/task.ts',
      `import type { x } from '../router/router.ts';`,
    ],
    ['breach', 'packages/core/src/seams/fleet.ts', `import { x } from '../wire/redaction.ts';`],
    [
      'breach',
      'packages/core/src/health/breaker.ts',
      `import {\n  x,\n} from '../polling/poller.ts';`,
    ],
    ['breach', 'packages/core/src/router/router.ts', `import { x } from '../index.ts';`],
    ['breach', 'packages/core/src/router/router.ts', `import { x } from '../cellar/x.ts';`],
    ['ok', 'packages/core/src/router/router.ts', `import { x } from '../polling/poller.ts';`],
    ['ok', 'packages/core/src/router/router.ts', `import { x } from './attempt.ts';`],
    ['ok', 'packages/core/src/index.ts', `export { x } from './router/router.ts';`],
  ],
  'errors import nothing, the contract next to nothing': [
    ['breach', 'packages/core/src/errors/router-errors.ts', `import * as z from 'zod';`],
    [
      'breach',
      'packages/core/src/errors/router-errors.ts',
      `import type { x } from '../provider/task.ts';`,
    ],
    ['breach', 'packages/core/src/provider/task.ts', `import { x } from 'node:crypto';`],
    ['ok', 'packages/core/src/provider/task.ts', `import * as z from 'zod';`],
    [
      'ok',
      'packages/core/src/provider/task.ts',
      `import { x } from '../errors/provider-error.ts';`,
    ],
  ],
  'observability knows the router by its types only': [
    [
      'breach',
      'packages/core/src/observability/metrics.ts',
      `import { x } from '../router/router.ts';`,
    ],
    [
      'ok',
      'packages/core/src/observability/metrics.ts',
      `import type { x } from '../router/router-events.ts';`,
    ],
  ],
  'everything is exported by name': [
    ['breach', 'packages/core/src/index.ts', `export * from './router/router.ts';`],
    ['breach', 'packages/core/src/index.ts', `export * as wire from './wire.ts';`],
    ['ok', 'packages/core/src/index.ts', `export { x } from './wire.ts';`],
  ],
  'time and chance come through the seams': [
    ['breach', 'packages/core/src/router/deadline.ts', 'const now = Date.now();'],
    ['breach', 'packages/core/src/router/deadline.ts', 'const now = new Date();'],
    ['breach', 'packages/testkit/src/server.ts', 'const x = Math.random();'],
    ['breach', 'packages/testkit/src/server.ts', 'setTimeout(stop, 5);'],
    ['breach', 'packages/testkit/src/server.ts', 'globalThis.setInterval(stop, 5);'],
    ['breach', 'packages/testkit/src/server.ts', 'const signal = AbortSignal.timeout(5);'],
    [
      'breach',
      'packages/testkit/src/server.ts',
      `import { setTimeout as wait } from 'node:timers/promises';`,
    ],
    ['breach', 'packages/core/src/polling/poller.ts', 'const now = performance.now();'],
    ['ok', 'packages/testkit/src/seams/clock.ts', 'const now = Date.now();'],
    ['ok', 'packages/core/src/testing/virtual-clock.ts', 'setTimeout(go, 0);'],
    ['ok', 'packages/core/src/router/deadline.test.ts', 'const now = Date.now();'],
    [
      'ok',
      'packages/core/src/router/deadline.ts',
      '/** Never Date.now(). */\nexport const x = 1; // not Math.random',
    ],
  ],
  'a source file has at most 250 lines, a test 400': [
    ['breach', 'packages/core/src/router/router.ts', lines(251)],
    ['breach', 'packages/core/src/router/router.test.ts', lines(401)],
    ['ok', 'packages/core/src/router/router.ts', `${lines(250)}\n`],
    ['ok', 'packages/core/src/router/router.test.ts', lines(400)],
  ],
  'half of the source files have at most 60 lines': [
    ['breach', 'packages/core/src/router/router.ts', lines(61)],
    ['ok', 'packages/core/src/router/router.ts', lines(60)],
    ['ok', 'packages/core/src/router/router.test.ts', lines(300)],
  ],
};

describe('the sources', () => {
  const sources = readSources();

  it('are read', () => {
    expect(sources.map(({ path }) => path)).toContain('packages/core/src/wire/undici-transport.ts');
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(sources.length);
  });

  it.each(Object.entries(rules))('keep the rule: %s', (_name, rule) => {
    expect(rule(sources)).toEqual([]);
  });
});

describe('a rule', () => {
  it('has samples that break it and samples that keep it', () => {
    const verdictsOf = (name: string): readonly string[] =>
      (samples[name] ?? []).map(([verdict]) => verdict);
    const unproven = Object.keys(rules).filter((name) => new Set(verdictsOf(name)).size < 2);
    expect(unproven).toEqual([]);
  });

  const cases = Object.entries(samples).flatMap(([name, files]) =>
    files.map((file) => [name, ...file] as const),
  );

  it.each(cases)('"%s" says %s of %s', (name, verdict, path, text) => {
    const file: SourceFile = { path, text };
    expect(
      rules[name]?.([file]).map(
        (breach) => breach.startsWith(`${path}: `) || breach.startsWith('packages: '),
      ),
    ).toEqual(verdict === 'breach' ? [true] : []);
  });
});

describe('importsOf', () => {
  it('finds every way to import', () => {
    const text = [
      `import { a } from './a.ts';`,
      `import type { B } from "not-our-style";`,
      `import type {\n  B,\n} from '@scope/b/entry';`,
      `import 'c';`,
      `export { d } from '../d.ts';`,
      `const { e } = await import('node:e');`,
      `// import { f } from 'f';`,
      `const text = "from 'g'";`,
    ].join('\n');
    expect(
      importsOf({ path: 'packages/core/src/x/y.ts', text }).map(({ specifier, target, kind }) => [
        specifier,
        target,
        kind,
      ]),
    ).toEqual([
      ['./a.ts', 'packages/core/src/x/a.ts', 'value'],
      ['@scope/b/entry', undefined, 'type'],
      ['c', undefined, 'value'],
      ['../d.ts', 'packages/core/src/d.ts', 'value'],
      ['node:e', undefined, 'dynamic'],
    ]);
  });
});

describe('codeOf', () => {
  it('leaves code and URLs, and drops comments', () => {
    const text = `/** a\n * b */\nconst url = 'http://solver.test'; // c\n// d\nconst e = 1;`;
    const code = codeOf({ path: 'x.ts', text });
    expect(code).toContain(`'http://solver.test';`);
    expect(code).not.toMatch(/a\n|\bc\b|\bd\b/);
  });
});
