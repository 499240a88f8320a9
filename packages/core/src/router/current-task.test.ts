import { describe, expect, it } from 'vitest';

import { TaskInvalidError } from '../errors/router-errors.ts';
import type { Proxy } from '../provider/proxy.ts';
import type { Task } from '../provider/task.ts';
import { scriptedProvider } from '../testing/scripted-provider.ts';
import { accountsOf } from './__fixtures__/accounts.ts';
import { CurrentTask } from './current-task.ts';
import type { SolveOptions } from './solve-options.ts';

const turnstile = {
  type: 'turnstile',
  siteKey: '0x4AAAAAAA',
  pageUrl: 'https://shop.example/login',
} as const;
const image = { type: 'image', image: 'aGk=' } as const;
const proxyAt = (host: string): Proxy => ({ type: 'http', host, port: 8_080 });

const currentTask = (task: Task, options: SolveOptions = {}): CurrentTask =>
  new CurrentTask(task, { options, accounts: accountsOf(scriptedProvider({ id: 'lead' })) });

describe('CurrentTask', () => {
  it('is not prepared before it has been validated', async () => {
    const current = currentTask(turnstile);
    expect(current.prepared).toBeUndefined();
    await current.prepare();
    expect(current.prepared?.get('lead')).toEqual({ kind: 'accepted', task: turnstile });
  });

  it('rejects a task that no provider takes', async () => {
    const current = currentTask({ ...turnstile, siteKey: '' });
    await expect(current.prepare()).rejects.toBeInstanceOf(TaskInvalidError);
    expect(current.prepared).toBeUndefined();
  });

  describe('with proxies on offer', () => {
    it('begins with the first, and goes on with the others in turn', async () => {
      const current = currentTask(turnstile, { proxies: [proxyAt('a'), proxyAt('b')] });
      expect(current.task).toEqual({ ...turnstile, proxy: proxyAt('a') });
      expect(await current.changeProxy()).toBe(true);
      expect(current.task).toEqual({ ...turnstile, proxy: proxyAt('b') });
      expect(current.prepared?.get('lead')).toMatchObject({ task: { proxy: proxyAt('b') } });
      expect(await current.changeProxy()).toBe(false);
      expect(current.task).toEqual({ ...turnstile, proxy: proxyAt('b') });
    });

    it('begins with the task’s own', async () => {
      const own = { ...turnstile, proxy: proxyAt('own') };
      const current = currentTask(own, { proxies: [proxyAt('a')] });
      expect(current.task).toEqual(own);
      await current.changeProxy();
      expect(current.task).toEqual({ ...turnstile, proxy: proxyAt('a') });
    });

    it('leaves the caller’s list and task as they are', async () => {
      const proxies = [proxyAt('a'), proxyAt('b')];
      await currentTask(turnstile, { proxies }).changeProxy();
      expect(proxies).toHaveLength(2);
      expect(turnstile).not.toHaveProperty('proxy');
    });

    it('is refused for a type that takes none', async () => {
      const current = currentTask(image, { proxies: [proxyAt('a')] });
      await expect(current.prepare()).rejects.toMatchObject({ field: 'proxy' });
    });
  });

  it('has no other proxy without an offer', async () => {
    expect(await currentTask(turnstile).changeProxy()).toBe(false);
  });

  describe('with somebody who can refresh it', () => {
    it('asks for a fresh challenge, once', async () => {
      const stale: Task[] = [];
      const current = currentTask(turnstile, {
        refreshTask: async (task) => {
          stale.push(task);
          return { ...turnstile, data: 'fresh' };
        },
      });
      expect(await current.refresh()).toBe(true);
      expect(stale).toEqual([turnstile]);
      expect(current.task).toEqual({ ...turnstile, data: 'fresh' });
      expect(current.prepared?.get('lead')).toMatchObject({ task: { data: 'fresh' } });
      expect(await current.refresh()).toBe(false);
      expect(stale).toHaveLength(1);
    });

    it('is not prepared while its caller thinks, so that the stale one is sent to nobody', async () => {
      const { promise, resolve } = Promise.withResolvers<Task>();
      const current = currentTask(turnstile, { refreshTask: async () => promise });
      await current.prepare();
      const refreshing = current.refresh();
      expect(current.prepared).toBeUndefined();
      resolve({ ...turnstile, data: 'fresh' });
      await refreshing;
      expect(current.prepared).toBeDefined();
    });

    it('stays as it was when its caller has no fresh one', async () => {
      const error = new Error('the page is gone');
      const current = currentTask(turnstile, { refreshTask: () => Promise.reject(error) });
      await current.prepare();
      await expect(current.refresh()).rejects.toBe(error);
      expect(current.task).toBe(turnstile);
      expect(current.prepared?.get('lead')).toMatchObject({ task: turnstile });
    });

    it('validates the fresh one too', async () => {
      const current = currentTask(turnstile, {
        refreshTask: () => ({ ...turnstile, siteKey: '' }),
      });
      await expect(current.refresh()).rejects.toMatchObject({ field: 'siteKey' });
    });
  });

  it('cannot be refreshed by nobody', async () => {
    expect(await currentTask(turnstile).refresh()).toBe(false);
  });
});
