import type { Task } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { apiKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { sampleTasks } from '../__fixtures__/sample-tasks.ts';
import { compatible } from '../compatible.ts';
import type { CreateTaskMethods } from '../create-task/create-task-method.ts';
import { type ProfileName, profiles } from '../profile/profiles.ts';
import type { CompatibleTaskType } from '../task-types.ts';
import { methodFault } from './method-fault.ts';

type Service = Extract<ProfileName, '2captcha' | 'anti-captcha' | 'capmonster' | 'capsolver'>;

const challengePage = {
  ...sampleTasks['cloudflare-challenge'],
  pageHtml: '<p>moment…</p>',
  userAgent: 'UA',
} as const;
const socks = { type: 'socks5', host: 'h', port: 1 } as const;

/** Tasks that a service has no place for, and the field that it stumbles over. */
const misfits: readonly (readonly [Service, Task<CompatibleTaskType>, string])[] = [
  ['2captcha', { ...sampleTasks.captchafox, userAgent: undefined }, 'userAgent'],
  ['2captcha', { ...sampleTasks.lemin, divId: undefined }, 'divId'],
  ['anti-captcha', { ...sampleTasks['cloudflare-challenge'], proxy: socks }, 'proxy.type'],
  ['anti-captcha', { ...sampleTasks.image, characters: 'digits-or-letters' }, 'characters'],
  ['anti-captcha', { ...sampleTasks.image, characters: 'digits-and-letters' }, 'characters'],
  ['capmonster', { ...challengePage, pageHtml: undefined }, 'pageHtml'],
  ['capmonster', { ...challengePage, userAgent: undefined }, 'userAgent'],
  ['capmonster', { ...sampleTasks.turnstile, pageData: 'pd' }, 'action'],
  ['capmonster', { ...sampleTasks.turnstile, pageData: 'pd', action: 'a' }, 'data'],
  ['capmonster', { ...sampleTasks.turnstile, pageData: 'pd', action: 'a', data: 'd' }, 'userAgent'],
  ['capmonster', { ...sampleTasks.image, characters: 'letters' }, 'characters'],
  ['capmonster', { ...sampleTasks.grid, columns: 4 }, 'rows'],
  ['capmonster', { ...sampleTasks.grid, rows: 5, columns: 5 }, 'rows'],
  ['capmonster', { ...sampleTasks.bls, instructions: 'Select all cars' }, 'instructions'],
  ['capmonster', { ...sampleTasks.bls, instructions: 'Select 3 boxes with 546' }, 'instructions'],
  ['capmonster', { ...sampleTasks['amazon-waf'], challengeScript: undefined }, 'challengeScript'],
  ['capsolver', { ...sampleTasks.grid, rows: 4 }, 'rows'],
  ['capsolver', { ...sampleTasks.grid, instructions: 'Select all cars' }, 'instructions'],
  ['capsolver', { ...sampleTasks.raw, parameters: { type: 'another' } }, 'parameters.type'],
];

const methodsOf = (service: Service): CreateTaskMethods =>
  profiles[service].dialects.createTask.methods;

describe('methodFault', () => {
  it.each(misfits)('finds at %s what it cannot take: %j', (profile, task, field) => {
    expect(methodFault(task, methodsOf(profile))).toEqual({
      code: 'task-unsupported',
      reason: `the service takes no ${task.type} with this "${field}"`,
    });
  });

  it.each(misfits)('has %s declare none such: %j', async (profile, task, field) => {
    const { supports } = compatible({ profile, dialect: 'createTask', apiKey });
    const result = await supports.taskTypes[task.type]?.['~standard'].validate(task);
    expect(result?.issues?.map(({ path }) => path)).toEqual([field.split('.')]);
  });

  it('keeps whoever asks without the schema from paying for such a task', async () => {
    const provider = compatible({ profile: 'capmonster', apiKey });
    const schema = provider.supports.taskTypes['cloudflare-challenge'];
    const task = { ...challengePage, pageHtml: undefined };
    expect(await schema?.['~standard'].validate(task)).toMatchObject({
      issues: [{ message: 'capmonster needs it for cloudflare-challenge' }],
    });
    await expect(provider.submit(task, callContext())).rejects.toMatchObject({
      code: 'task-unsupported',
      charged: 'no',
    });
  });

  it('finds nothing in a task that fits', () => {
    const tasks = Object.values({ ...sampleTasks, 'cloudflare-challenge': challengePage });
    const faults = tasks.map((task) => methodFault(task, methodsOf('capmonster')));
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });
});
