import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { TaskInvalidError, NoProviderForTaskError } from '../errors/router-errors.ts';
import { strictObject } from '../provider/strict-object.ts';
import type { Supports } from '../provider/supports.ts';
import type { Task } from '../provider/task.ts';
import { taskSchemas } from '../provider/task-schemas.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { accountsOf } from './__fixtures__/accounts.ts';
import type { Account } from './account.ts';
import { prepareTask } from './prepare-task.ts';

const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;

const accountWith = (id: string, taskTypes: Supports['taskTypes']): Account => {
  const [account] = accountsOf(scriptedProvider({ id, supports: { taskTypes } }));
  if (account === undefined) throw new Error('no account was made');
  return account;
};

/** Takes a turnstile task only without an action, and cuts the URL of the page down to its origin. */
const pickySchema = strictObject({
  type: z.literal('turnstile'),
  siteKey: z.string(),
  pageUrl: z.string().transform((pageUrl) => new URL(pageUrl).origin),
});

const usual = accountWith('usual', taskSchemas);
const picky = accountWith('picky', { turnstile: pickySchema });
const imagesOnly = accountWith('images-only', { image: taskSchemas.image });

/** A task as somebody without types may write it. */
const untyped = (task: unknown): Task => task as Task;

async function refusalOf(task: unknown, accounts: readonly Account[]): Promise<unknown> {
  return prepareTask(untyped(task), accounts).then(
    () => Promise.reject(new Error('the task was accepted')),
    (error: unknown) => error,
  );
}

describe('prepareTask', () => {
  it('gives each provider what its own schema puts out', async () => {
    const prepared = await prepareTask(turnstile, [usual, picky]);
    expect(Object.fromEntries(prepared)).toEqual({
      usual: { kind: 'accepted', task: turnstile },
      picky: { kind: 'accepted', task: { ...turnstile, pageUrl: 'https://shop.example' } },
    });
  });

  it('leaves out who does not declare the type', async () => {
    const prepared = await prepareTask(turnstile, [usual, imagesOnly]);
    expect([...prepared.keys()]).toEqual(['usual']);
  });

  it('goes on with one provider though another refuses the task, and remembers why', async () => {
    const prepared = await prepareTask({ ...turnstile, action: 'login' }, [picky, usual]);
    expect(prepared.get('usual')).toMatchObject({ kind: 'accepted' });
    expect(prepared.get('picky')).toEqual({
      kind: 'refused',
      why: expect.stringContaining('unknown field "action"'),
      field: 'action',
    });
  });

  it('rejects a task that every provider refuses, by the name of the field', async () => {
    const error = await refusalOf({ ...turnstile, siteKey: '' }, [usual, imagesOnly]);
    expect(error).toBeInstanceOf(TaskInvalidError);
    expect(error).toMatchObject({
      code: 'task-invalid',
      field: 'siteKey',
      charged: 'no',
      message: expect.stringMatching(/^task "turnstile": field "siteKey": /),
    });
  });

  it('names the field that was probably meant', async () => {
    const { siteKey, ...others } = turnstile;
    const task = { ...others, siteKey, sitekey: siteKey };
    expect(await refusalOf(task, [usual])).toMatchObject({
      field: 'sitekey',
      message: 'task "turnstile": unknown field "sitekey", did you mean "siteKey"?',
    });
  });

  it('names a field of a field', async () => {
    const proxy = { type: 'http', host: 'proxy.example', port: 0, password: 's3cret' };
    const error = await refusalOf({ ...turnstile, proxy }, [usual]);
    expect(error).toMatchObject({ field: 'proxy.port' });
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  it.each([
    ['image', { type: 'image', image: '/tmp/captcha.png' }],
    [
      'images[3]',
      {
        type: 'bls',
        instructions: '664',
        images: [...'aGk= aGk= aGk= ! aGk= aGk= aGk= aGk= aGk='.split(' ')],
      },
    ],
  ])('names the picture %s that is none', async (field, task) => {
    expect(await refusalOf(task, [usual])).toMatchObject({
      code: 'task-invalid',
      field,
      message: `task "${task.type}": field "${field}": must be base64 text, with or without a data: prefix`,
    });
  });

  it('rejects a type that nobody declares, with the nearest that somebody does', async () => {
    const error = await refusalOf({ ...turnstile, type: 'turnstyle' }, [usual, picky]);
    expect(error).toBeInstanceOf(NoProviderForTaskError);
    expect(error).toMatchObject({
      code: 'no-provider-for-task',
      taskType: 'turnstyle',
      message: 'no provider solves tasks of type "turnstyle", did you mean "turnstile"?',
    });
  });

  it('makes no guess where no type is near', async () => {
    expect(await refusalOf({ type: 'funcaptcha' }, [imagesOnly])).toMatchObject({
      message: 'no provider solves tasks of type "funcaptcha"',
    });
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'takes %s for no declared type',
    async (type) => {
      expect(await refusalOf({ ...turnstile, type }, [usual])).toMatchObject({
        code: 'no-provider-for-task',
      });
    },
  );

  it('repeats no endless type', async () => {
    const error = await refusalOf({ type: 'x'.repeat(5_000) }, [imagesOnly]);
    expect(JSON.stringify(error).length + String(error).length).toBeLessThan(1_000);
  });

  it.each([[undefined], [null], ['turnstile'], [{}], [{ type: 7 }]])(
    'rejects %j, which has no type',
    async (task) => {
      expect(await refusalOf(task, [usual])).toMatchObject({ code: 'task-invalid', field: 'type' });
    },
  );
});
