import { describe, expect, it } from 'vitest';

import { scriptedProvider } from '../testing/scripted-provider.ts';
import { defineProvider } from './define-provider.ts';
import { taskSchemas } from './task-schemas.ts';

const { supports, submit, poll } = scriptedProvider({ id: 'lead' });

describe('defineProvider', () => {
  it('declares the version of the contract', () => {
    const provider = defineProvider({
      id: 'lead',
      service: 'lead',
      supports: { ...supports, taskTypes: { turnstile: taskSchemas.turnstile } },
      submit,
      poll,
    });
    expect(provider.specificationVersion).toBe('v1');
    expect(Object.keys(provider.supports.taskTypes)).toEqual(['turnstile']);
  });

  it('keeps the object, so that its methods keep their `this`', async () => {
    const definition = {
      id: 'lead',
      service: 'lead',
      supports: { ...supports, taskTypes: {} },
      submit,
      poll,
      closes: 0,
      async close() {
        this.closes += 1;
      },
    };
    await defineProvider(definition).close?.();
    expect(definition.closes).toBe(1);
  });
});
