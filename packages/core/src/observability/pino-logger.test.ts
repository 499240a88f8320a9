import { describe, expect, it } from 'vitest';

import { runNode } from '../__fixtures__/run-node.ts';

/** What a process wrote that used a logger of a level. */
async function linesOf(level: string, script: string): Promise<readonly Record<string, unknown>[]> {
  const { output, errors } = await runNode(`
    import { pinoLogger } from './observability/pino-logger.ts';
    const logger = pinoLogger('${level}');
    ${script}
  `);
  expect(errors).toBe('');
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const everyLevel = `
  logger.debug({ step: 1 }, 'poll-failed');
  logger.info({ step: 2 }, 'task-settled');
  logger.warn({ step: 3 }, 'breaker-changed');
  logger.error({ step: 4 }, 'account-latched');
`;

describe('pinoLogger', () => {
  it.each([
    ['debug', [1, 2, 3, 4]],
    ['info', [2, 3, 4]],
    ['warn', [3, 4]],
    ['error', [4]],
  ])('writes what is at least a matter of %s, in order', async (level, steps) => {
    const lines = await linesOf(level, everyLevel);
    expect(lines.map(({ step }) => step)).toEqual(steps);
  });

  it('writes JSON with the name of this SDK, the message and the fields', async () => {
    const [line] = await linesOf('info', `logger.warn({ service: 'lead' }, 'breaker-changed');`);
    expect(line).toMatchObject({
      name: 'understudy',
      level: 40,
      msg: 'breaker-changed',
      service: 'lead',
    });
  });

  it('blots out a secret that a plug-in put where it does not belong', async () => {
    const fields = ['apiKey', 'key', 'clientKey', 'token', 'cookies', 'proxy'].map(
      (name) => `${name}: 's3cret'`,
    );
    const script = `logger.info({ ${fields.join(', ')}, ticket: { id: '77', key: 's3cret', token: 's3cret' } }, 'x');`;
    const [line] = await linesOf('info', script);
    expect(JSON.stringify(line)).not.toContain('s3cret');
    expect(line).toMatchObject({ apiKey: '[redacted]', ticket: { id: '77', key: '[redacted]' } });
  });

  it('does not load pino before the first line', async () => {
    const { output } = await runNode(`
      import { registerHooks } from 'node:module';
      registerHooks({
        resolve(specifier, context, nextResolve) {
          if (specifier === 'pino') console.log('loading pino');
          return nextResolve(specifier, context);
        },
      });
      const { pinoLogger } = await import('./observability/pino-logger.ts');
      const logger = pinoLogger('error');
      console.log('made');
      logger.error({}, 'x');
    `);
    expect(output.split('\n').slice(0, 2)).toEqual(['made', 'loading pino']);
  });
});
