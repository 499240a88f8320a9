import type { Task } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { compatible } from '../compatible.ts';
import { type CompatibleTaskType, compatibleTaskTypes } from '../task-types.ts';
import { claimTopics } from './evidence.ts';
import { dialectNames, type Profile } from './profile.ts';
import { type ProfileName, profiles } from './profiles.ts';

// `keys` forgets which keys.
const names = Object.keys(profiles) as readonly ProfileName[];

const spoken = names.flatMap((profile) =>
  dialectNames
    .filter((dialect) => Object.hasOwn(profiles[profile].dialects, dialect))
    .map((dialect) => ({ profile, dialect })),
);

const kinds = spoken.flatMap((spoke) =>
  compatibleTaskTypes.map((taskType) => ({ ...spoke, taskType })),
);

const connected = ({ profile, dialect }: (typeof spoken)[number]) => {
  const body = dialect === 'in.php' ? '{"status":1,"request":"7"}' : '{"errorId":0,"taskId":7}';
  const transport = inMemoryTransport(() => ({ body }));
  const baseUrl = 'https://solver.example';
  const provider = compatible({ profile, dialect, apiKey, transport, baseUrl });
  return { provider, transport };
};

/** CapMonster needs a browser for a challenge page, and anti-captcha, whose worker has one, refuses to be told. */
const taskOf = ({ profile, taskType }: (typeof kinds)[number]): Task<CompatibleTaskType> =>
  profile === 'capmonster' && taskType === 'cloudflare-challenge'
    ? { ...sampleTasks[taskType], pageHtml: '<title>Just a moment...', userAgent: 'UA' }
    : sampleTasks[taskType];

const isDeclared = ({ taskType, ...spoke }: (typeof kinds)[number]): boolean =>
  Object.hasOwn(connected(spoke).provider.supports.taskTypes, taskType);

describe('profiles', () => {
  it('know all services of the plan', () => {
    expect(names).toEqual([
      '2captcha',
      'rucaptcha',
      'solvecaptcha',
      'azcaptcha',
      'cap-guru',
      'capmonster',
      'anti-captcha',
      'capsolver',
      'local',
      'custom',
    ]);
  });

  it.each(kinds.filter(isDeclared))(
    'take $taskType at $profile over $dialect, as they declare',
    async ({ taskType, ...spoke }) => {
      const { provider, transport } = connected(spoke);
      const schema = provider.supports.taskTypes[taskType];
      const task = taskOf({ taskType, ...spoke });
      const validated = await schema?.['~standard'].validate(task);
      expect(validated).toEqual({ value: task });
      const { ticket } = await provider.submit(task, callContext());
      expect(ticket).toMatchObject({ id: '7', type: taskType });
      expect(transport.requests).toHaveLength(1);
    },
  );

  it.each(kinds.filter((kind) => !isDeclared(kind)))(
    'refuse $taskType at $profile over $dialect before any request',
    async ({ taskType, ...spoke }) => {
      const { provider, transport } = connected(spoke);
      await expect(provider.submit(sampleTasks[taskType], callContext())).rejects.toMatchObject({
        code: 'task-unsupported',
        charged: 'no',
      });
      expect(transport.requests).toEqual([]);
    },
  );

  it.each(spoken)('give a source for what $profile declares over $dialect', ({ profile }) => {
    const { evidence, limits, retention, images, pricing, dialects }: Profile = profiles[profile];
    const claims = evidence?.claims ?? {};
    const declared = {
      address: Object.values(dialects).some(({ baseUrl }) => baseUrl !== undefined),
      'task-types': true,
      price: pricing.kind === 'per-solve' && pricing.price !== undefined,
      submits: limits.submits !== undefined,
      waits: true,
      polls: true,
      retention: Object.keys(retention).length > 0,
      pictures: Object.keys(images).length > 0,
      unsolvable: true,
      batch: dialects['in.php']?.batch !== undefined,
      billing: dialects['in.php']?.asksForPrice === true,
      affiliate: true,
    };
    const missing = claimTopics.filter(
      (topic) =>
        Object.entries(declared).some(([name, is]) => name === topic && is) &&
        claims[topic] === undefined,
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['2captcha', { submits: { count: 60, perMs: 3_000 }, pollFloorMs: 5_000 }],
    ['rucaptcha', { submits: { count: 60, perMs: 3_000 }, pollFloorMs: 5_000 }],
    ['cap-guru', { pollFloorMs: 10_000 }],
    ['capmonster', { pollFloorMs: 2_000, maxPolls: 120 }],
    ['capsolver', { maxPolls: 120 }],
    ['anti-captcha', { firstWaitMs: 5_000, balanceFloorMs: 30_000 }],
  ] as const)('keep the limits of %s', (profile, limits) => {
    expect(profiles[profile].limits).toMatchObject(limits);
  });

  it.each([
    ['2captcha', { fromAcceptedMs: 900_000 }],
    ['capmonster', { fromAcceptedMs: 300_000 }],
    ['capsolver', { fromAcceptedMs: 300_000 }],
    ['anti-captcha', { afterSolvedMs: 60_000 }],
    ['cap-guru', {}],
  ] as const)('know how long %s keeps an answer', (profile, retention) => {
    expect(profiles[profile].retention).toEqual(retention);
  });

  it('charge for the unsolvable at anti-captcha only', () => {
    expect(names.filter((name) => profiles[name].unsolvableIsCharged)).toEqual(['anti-captcha']);
  });

  const recaptcha = { accepted: 'reportCorrectRecaptcha', rejected: 'reportIncorrectRecaptcha' };
  const picture = { rejected: 'reportIncorrectImageCaptcha' };
  const token = { rejected: 'reportIncorrectTokenCaptcha' };

  it.each([
    ['custom', { 'recaptcha-v2': recaptcha, 'recaptcha-v3': recaptcha, image: picture }],
    [
      'anti-captcha',
      {
        'recaptcha-v2': recaptcha,
        'recaptcha-v3': recaptcha,
        image: picture,
        hcaptcha: { rejected: 'reportIncorrectHcaptcha' },
      },
    ],
    [
      'capmonster',
      {
        'recaptcha-v2': token,
        'recaptcha-v3': token,
        turnstile: token,
        'geetest-v3': token,
        'geetest-v4': token,
        'amazon-waf': token,
        image: picture,
      },
    ],
  ] as const)('send %s the reports that it hears, and no others', async (profile, heard) => {
    const { provider, transport } = connected({ profile, dialect: 'createTask' });
    const answered: Record<string, Record<string, string>> = {};
    for (const type of compatibleTaskTypes) {
      for (const judgement of ['accepted', 'rejected'] as const) {
        const report = { ticket: { id: '7', type }, judgement };
        const before = transport.requests.length;
        const refusal = await provider.report?.(report, callContext()).catch(({ code }) => code);
        const path = transport.requests[before]?.url.split('/').at(-1);
        expect(refusal).toBe(path === undefined ? 'report-refused' : undefined);
        if (path !== undefined) answered[type] = { ...answered[type], [judgement]: path };
      }
    }
    expect(answered).toEqual(heard);
  });

  it('name an account of its own for each service', () => {
    const services = names
      .filter((profile) => profile !== 'custom')
      .map((profile) => compatible({ profile, apiKey }).service);
    expect(services).toEqual(names.slice(0, -1));
  });

  it.each([
    ['rucaptcha', 'createTask', 'https://api.rucaptcha.com/createTask'],
    ['rucaptcha', 'in.php', 'https://rucaptcha.com/in.php'],
    ['solvecaptcha', 'in.php', 'https://api.solvecaptcha.com/in.php'],
    ['azcaptcha', 'in.php', 'https://azcaptcha.com/in.php'],
    ['cap-guru', 'in.php', 'http://api2.cap.guru/in.php'],
    ['capmonster', 'in.php', 'https://api.capmonster.cloud/in.php'],
    ['capmonster', 'createTask', 'https://api.capmonster.cloud/createTask'],
    ['anti-captcha', 'in.php', 'https://anti-captcha.com/in.php'],
    ['anti-captcha', 'createTask', 'https://api.anti-captcha.com/createTask'],
    ['capsolver', 'createTask', 'https://api.capsolver.com/createTask'],
    ['local', 'in.php', 'http://127.0.0.1/in.php'],
  ] as const)('reach %s over %s at %s', async (profile, dialect, url) => {
    const transport = inMemoryTransport(() => ({ body: '' }));
    const provider = compatible({ profile, dialect, apiKey, transport });
    await provider.submit(sampleTasks.image, callContext()).catch(() => undefined);
    expect(transport.requests[0]?.url).toBe(url);
  });
});
