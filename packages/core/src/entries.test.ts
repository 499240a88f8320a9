import { describe, expect, it } from 'vitest';

import { runNode } from './__fixtures__/run-node.ts';

const costly = ['undici', 'pino', 'tsyringe', 'reflect-metadata'];

/** Which of the costly packages a process had loaded after each of the modules that it imported one after another. */
async function loadedAfter(...modules: readonly string[]): Promise<Record<string, unknown>> {
  const { output, errors } = await runNode(`
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({
      load(url, context, nextLoad) {
        for (const name of ${JSON.stringify(costly)})
          if (url.includes('/node_modules/' + name + '/')) loaded.add(name);
        return nextLoad(url, context);
      },
    });
    const loadedAfter = {};
    for (const module of ${JSON.stringify(modules)}) {
      await import(module);
      loadedAfter[module] = [...loaded].toSorted();
    }
    console.log(JSON.stringify(loadedAfter));
  `);
  expect(errors).toBe('');
  return JSON.parse(output);
}

describe('an entry', () => {
  it('loads neither an HTTP client, nor a logger, nor a container, unless it is for that', async () => {
    const core = '@understudy/core';
    const entries = [`${core}/provider`, `${core}/wire`, `${core}/testing`, core, `${core}/di`];
    // The last two show that a load is seen.
    expect(await loadedAfter(...entries, 'undici', 'pino')).toEqual({
      [`${core}/provider`]: [],
      [`${core}/wire`]: [],
      [`${core}/testing`]: [],
      [core]: [],
      [`${core}/di`]: ['reflect-metadata', 'tsyringe'],
      undici: ['reflect-metadata', 'tsyringe', 'undici'],
      pino: ['pino', 'reflect-metadata', 'tsyringe', 'undici'],
    });
  });

  it('adds nothing to the globals but what zod does, and listens to nothing of the process', async () => {
    const { output, errors } = await runNode(`
      const named = () => [
        ...Object.getOwnPropertyNames(globalThis),
        ...Object.getOwnPropertyNames(Reflect).map((name) => 'Reflect.' + name),
        ...process.eventNames().map((name) => 'on ' + String(name)),
      ];
      const before = new Set(named());
      const { createRouter } = await import('@understudy/core');
      const { scriptedProvider } = await import('@understudy/core/testing');
      await import('@understudy/core/wire');
      const lead = scriptedProvider({ id: 'lead', submits: [{ say: 'solve' }] });
      const router = createRouter({ providers: [lead], onEvent: () => undefined });
      await router.solve({ type: 'image', image: 'aGk=' });
      await router.close();
      const added = named().filter((name) => !before.has(name) && !name.startsWith('__zod'));
      console.log(JSON.stringify(added));
    `);
    expect({ output, errors }).toEqual({ output: '[]\n', errors: '' });
  });

  it('lets a script end by itself once its router is closed, and also when it is not', async () => {
    const { output, exitCode } = await runNode(`
      import { createRouter } from '@understudy/core';
      import { scriptedProvider } from '@understudy/core/testing';
      const balance = () => 0;
      const submits = [{ say: 'refuse', code: 'funds-exhausted' }];
      const broke = scriptedProvider({ id: 'broke', balance, submits });
      const backup = scriptedProvider({ id: 'backup', submits: [{ say: 'solve' }] });
      const router = createRouter({ providers: [broke, backup] });
      const { providerId } = await router.solve({ type: 'image', image: 'aGk=' });
      console.log(providerId, router.health().providers[0].latch.reason);
    `);
    expect({ output, exitCode }).toEqual({ output: 'backup funds-exhausted\n', exitCode: 0 });
  });
});
