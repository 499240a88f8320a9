import { existsSync, readdirSync } from 'node:fs';

import { createRouter, isSolverError, type Router, type TicketRecord } from '@understudy/core';
import { type Clock, ProviderError, taskSchemas, type Transport } from '@understudy/core/provider';
import { scriptedProvider, seededRandom, VirtualClock } from '@understudy/core/testing';
import { captchaai } from '@understudy/provider-captchaai';
import {
  createFakeCore,
  type FakeProviderCore,
  type Rule,
  startFakeProvider,
} from '@understudy/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { type Consequence, consequences } from '../packages/core/src/errors/consequences.ts';
import { codeOf, linksOf, readFromRoot, samplesOf } from './__fixtures__/doc-samples.ts';

const task = { type: 'turnstile', siteKey: '0x4AAA', pageUrl: 'https://shop.example/' } as const;

// #region errors
async function tokenFor(router: Router, signal: AbortSignal): Promise<string | undefined> {
  try {
    const solved = await router.solve(task, { signal });
    return solved.solution.token;
  } catch (error) {
    // The reason of the caller's own abort comes back as it is.
    if (!isSolverError(error)) throw error;
    switch (error.code) {
      case 'deadline-exceeded':
      case 'all-attempts-failed':
        return await collectOneOf(router, error.openTickets);
      default:
        throw error;
    }
  }
}
// #endregion errors

// #region resume
/** Collects what has been paid for. It never buys. */
async function collectOneOf(
  router: Router,
  openTickets: readonly TicketRecord[],
): Promise<string | undefined> {
  for (const record of openTickets) {
    const { solution } = await router.resume(record, { deadlineMs: 60_000 });
    if (solution.type === 'turnstile') return solution.token;
  }
  return undefined;
}
// #endregion resume

describe('the example of the README', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it('is solved by the lead, and nothing is bought at the backup', async () => {
    const { lead, backup, printed } = await runExample();
    expect(printed).toEqual([
      [expect.any(String), 'captchaai', { amount: 0, currency: 'USD', basis: 'slot' }],
    ]);
    expect(lead.journal.paidCount()).toBe(1);
    expect(backup.journal.paidCount()).toBe(0);
  });

  it('is solved by the backup when the lead has no thread free', async () => {
    const { lead, backup, printed } = await runExample([
      { when: { endpoint: 'submit' }, inject: { kind: 'no-slot' } },
    ]);
    expect(printed).toEqual([
      [expect.any(String), '2captcha', expect.objectContaining({ currency: 'USD' })],
    ]);
    expect(lead.journal.paidCount()).toBe(0);
    expect(backup.journal.paidCount()).toBe(1);
  });
});

describe('handling a failure, as the README shows it', () => {
  it('collects a paid ticket after the deadline', async () => {
    const clock = new VirtualClock();
    const submits = [{ say: 'accept', solveMs: 90_000 }] as const;
    const lead = scriptedProvider({ id: 'lead', submits });
    const router = createRouter({ providers: [lead], clock, deadlineMs: 60_000 });
    const { signal } = new AbortController();
    expect(await clock.runUntilSettled(tokenFor(router, signal))).toBe('lead-1');
    expect(lead.paid).toHaveLength(1);
  });

  it('passes on the reason of an abort', async () => {
    const clock = new VirtualClock();
    const router = createRouter({ providers: [scriptedProvider({ id: 'lead' })], clock });
    const left = new Error('the visitor left');
    await expect(tokenFor(router, AbortSignal.abort(left))).rejects.toBe(left);
  });
});

// #region testing
it('keeps its ticket when a poll is answered by a 502', async () => {
  const lead = await startFakeProvider({
    dialect: 'captchaai',
    seed: 7,
    solveTime: { kind: 'constant', ms: 50 },
  });
  const { apiKey, url: baseUrl } = lead;
  const timing = { firstWaitMs: 20, pollFloorMs: 20 };
  const router = createRouter({ providers: [captchaai({ apiKey, baseUrl, timing })] });
  lead.use({
    when: { endpoint: 'poll', first: 1 },
    inject: { kind: 'http-status', status: 502 },
  });

  const solved = await router.solve(task);

  expect(solved.providerId).toBe('captchaai');
  expect(lead.journal.paidCount()).toBe(1);
  await router.close();
  await lead.close();
});
// #endregion testing

describe('the documentation', () => {
  const pages = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'packages/core/README.md',
    ...filesIn('docs').filter((path) => path.endsWith('.md')),
  ];

  it.each(pages)('%s shows code that is compiled and run', (path) => {
    const samples = samplesOf(readFromRoot(path));
    const withoutSource = samples.filter(({ source }) => source === undefined);
    expect(withoutSource).toEqual([]);
    for (const { source, code } of samples) expect(code).toBe(codeOf(source ?? ''));
  });

  it.each(pages)('%s links to what exists', (path) => {
    const folder = new URL(path, new URL('../', import.meta.url));
    const dead = linksOf(readFromRoot(path)).filter((link) => !existsSync(new URL(link, folder)));
    expect(dead).toEqual([]);
  });

  it('shows the consequences table as it is', () => {
    const page = readFromRoot('docs/errors.md').replaceAll(/ +/g, ' ');
    const cell = ({ task: next, ticket, account, health }: Consequence): string =>
      [next, ticket, account, health].join(' · ');
    const rows = Object.entries(consequences).map(
      ([code, { submit, poll }]) => `| \`${code}\` | ${cell(submit)} | ${cell(poll)} |`,
    );
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });

  it.each([
    ['docs/errors.md', '## What a code means'],
    ['docs/writing-a-provider.md', '### The codes'],
  ])('%s explains every code', (path, heading) => {
    const table = readFromRoot(path).split(heading)[1]?.split('\n#')[0] ?? '';
    const known = Array.from(table.matchAll(/^\| `([a-z-]+)`/gm), ([, code]) => code);
    expect(new Set(known)).toEqual(new Set(Object.keys(consequences)));
  });

  it('shows every task type with its fields and its answer', () => {
    const page = readFromRoot('docs/writing-a-provider.md').replaceAll(/ +/g, ' ');
    const rows = Object.entries(taskSchemas).map(([type, { shape }]) => {
      const fields = Object.entries(shape).filter(([name]) => name !== 'type');
      const [optional, needed] = [true, false].map((isWanted) =>
        fields
          .filter(([, field]) => field.safeParse(undefined).success === isWanted)
          .map(([name]) => `\`${name}\``),
      );
      const cells = [needed, optional].map((names) => names?.join(', ') || '–');
      return `| \`${type}\` | ${cells.join(' | ')} | \`${answerOf(type)}\` |`;
    });
    expect(rows).toHaveLength(16);
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });

  it('shows what every answer holds', () => {
    const page = readFromRoot('docs/writing-a-provider.md').replaceAll(/ +/g, ' ');
    const answers = readFromRoot(`${coreFolder}provider/task-solutions.ts`).matchAll(
      /interface (\w+Solution) extends SolutionExtras \{(.*?)\n\}/gs,
    );
    const rows = Array.from(answers, ([, name, body = '']) => {
      const fields = Array.from(
        body.matchAll(/readonly (\w+\??): /g),
        ([, field]) => `\`${field}\``,
      );
      return `| \`${name}\` | ${fields.join(', ')} |`;
    });
    expect(rows).toHaveLength(9);
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });

  it('names every source file of core on the map', () => {
    const map = readFromRoot('ARCHITECTURE.md');
    const files = filesIn('packages/core/src').filter(
      (path) => path.endsWith('.ts') && !/\.test(-d)?\.ts$|__fixtures__/.test(path),
    );
    const named = (path: string): boolean => map.includes(`\`${path.replace(coreFolder, '')}\``);
    expect(files.filter((path) => !named(path))).toEqual([]);
  });

  it('names tests that exist for every promise', () => {
    const rows = Array.from(
      readFromRoot('ARCHITECTURE.md').matchAll(/\[([\w-]+\.test\.ts)\]\(([^)]+)\): "([^"]+)"/g),
    );
    expect(rows.length).toBeGreaterThanOrEqual(14);
    const missing = rows.filter(([, , path = '', title = '']) => !hasTitle(path, title));
    expect(missing.map(([, name, , title]) => `${name}: ${title}`)).toEqual([]);
  });
});

interface Example {
  readonly lead: FakeProviderCore;
  readonly backup: FakeProviderCore;
  /** What it wrote to the console. */
  readonly printed: readonly unknown[][];
}

/** Runs the example from its first line to its last, on virtual time, with fakes in place of the services. */
async function runExample(rules: readonly Rule[] = []): Promise<Example> {
  const clock = new VirtualClock();
  const lead = createFakeCore({ dialect: 'captchaai', seed: 'lead', clock, rules });
  const backup = createFakeCore({ dialect: '2captcha', seed: 'backup', clock });
  vi.stubEnv('CAPTCHAAI_API_KEY', lead.apiKey);
  vi.stubEnv('BACKUP_API_KEY', backup.apiKey);
  withOptions('@understudy/core', 'createRouter', { clock, random: seededRandom(7) });
  const toLead = { transport: transportTo(lead, clock) };
  const toBackup = { transport: transportTo(backup, clock) };
  withOptions('@understudy/provider-captchaai', 'captchaai', toLead);
  withOptions('@understudy/provider-compatible', 'compatible', toBackup);
  const log = vi.spyOn(console, 'log').mockReturnValue(undefined);

  const state = { isDone: false };
  const run = import('../examples/quick-start.ts').finally(() => (state.isDone = true));
  run.catch(() => undefined);
  // How long modules take to load is no matter of this clock: it goes on until the example has ended.
  while (!state.isDone) await clock.advance(1_000);
  await run;
  return { lead, backup, printed: log.mock.calls };
}

/** Hands further options to a factory that the example calls. */
function withOptions(name: string, factory: string, further: object): void {
  vi.doMock(name, async (original) => {
    const real = await original<Readonly<Record<string, (options: object) => unknown>>>();
    const make = (options: object): unknown => real[factory]?.({ ...options, ...further });
    return { ...real, [factory]: make };
  });
}

/** Carries requests to a fake without a socket. */
function transportTo(fake: FakeProviderCore, clock: Clock): Transport {
  return {
    async send({ method, url, headers, body, providerId, operation }) {
      const { pathname, search } = new URL(url);
      const contentType = headers['content-type'];
      const handled = fake.handle({ method, url: pathname + search, contentType, body });
      const { delivery } = handled;
      if (delivery.kind !== 'reply') {
        handled.lost();
        throw new ProviderError({
          code: 'provider-unavailable',
          providerId,
          operation,
          message: 'lost',
        });
      }
      await clock.sleep(delivery.afterMs);
      handled.flushed();
      return delivery.reply;
    },
  };
}

const coreFolder = 'packages/core/src/';

function filesIn(folder: string): readonly string[] {
  return readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true }).map(
    (path) => `${folder}/${String(path)}`,
  );
}

/** The name of the answer's type in `TaskMap`. */
function answerOf(taskType: string): string | undefined {
  const map = readFromRoot(`${coreFolder}provider/task.ts`);
  return new RegExp(`^  '?${taskType}'?: \\{[^}]*solution: (\\w+)`, 'm').exec(map)?.[1];
}

/** Whether a test file has a title, in either kind of quotes. */
function hasTitle(path: string, title: string): boolean {
  const text = readFromRoot(path);
  return text.includes(`'${title}'`) || text.includes(`"${title}"`);
}
