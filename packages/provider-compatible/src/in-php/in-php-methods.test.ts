import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey, pageUrl } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { compatible } from '../compatible.ts';

const { taskTypes } = compatible({ profile: '2captcha', apiKey }).supports;

const messagesFor = async (task: {
  readonly type: string;
  readonly [field: string]: unknown;
}): Promise<unknown> => {
  const result = await taskTypes[task.type]?.['~standard'].validate(task);
  return result?.issues?.map(({ path = [], message }) => {
    const names = path.map((part) => String(typeof part === 'object' ? part.key : part));
    return `${names.join('.')}: ${message}`;
  });
};

describe('inPhpMethods', () => {
  it.each(['key', 'method', 'json', 'soft_id', 'pingback'])(
    'keep "%s" out of raw parameters',
    async (name) => {
      const raw = { type: 'raw', method: 'yandex', parameters: { [name]: 'x' } };
      expect(await messagesFor(raw)).toEqual([
        `parameters.${name}: is the service's own for raw at 2captcha`,
      ]);
    },
  );

  it('keep the account of a request its own, also without a look at the schema', async () => {
    const transport = inMemoryTransport(() => ({ body: 'OK|1' }));
    const provider = compatible({ profile: '2captcha', apiKey, transport });
    const raw = { type: 'raw', method: 'yandex', parameters: { key: 'another' } } as const;
    await expect(provider.submit(raw, callContext())).rejects.toMatchObject({
      code: 'task-unsupported',
      charged: 'no',
    });
    expect(transport.requests).toHaveLength(0);
  });

  it('have nothing against other raw parameters', async () => {
    const raw = { type: 'raw', method: 'yandex', parameters: { sitekey: 'k' } };
    expect(await messagesFor(raw)).toBeUndefined();
  });

  it('leave tasks to others that the service would not take without a field', async () => {
    const lemin = { type: 'lemin', captchaId: 'CROPPED_1', pageUrl };
    expect(await messagesFor(lemin)).toEqual(['divId: 2captcha needs it for lemin']);
    expect(await messagesFor({ ...lemin, divId: 'lemin-cropped' })).toBeUndefined();
    const proxy = { type: 'http', host: '10.0.0.9', port: 8080 };
    const fox = { type: 'captchafox', siteKey: 'sk_1', pageUrl, proxy };
    expect(await messagesFor(fox)).toEqual(['userAgent: 2captcha needs it for captchafox']);
    expect(await messagesFor({ ...fox, userAgent: 'UA' })).toBeUndefined();
  });
});
