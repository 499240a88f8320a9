import { describe, expect, it } from 'vitest';

import { runNode } from '../__fixtures__/run-node.ts';

/** What a process wrote that ran a script. */
async function linesOf(script: string): Promise<readonly Record<string, unknown>[]> {
  const { output, errors } = await runNode(`
    import { pinoLogger } from './observability/pino-logger.ts';
    ${script}
  `);
  expect(errors).toBe('');
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe('pinoLogger', () => {
  it('writes what is at least a matter of its level, in order', async () => {
    const lines = await linesOf(`
      for (const level of ['debug', 'info', 'warn', 'error']) {
        const logger = pinoLogger(level);
        logger.debug({ of: level }, 'poll-failed');
        logger.info({ of: level }, 'task-settled');
        logger.warn({ of: level }, 'breaker-changed');
        logger.error({ of: level }, 'account-latched');
      }
    `);
    const every = ['poll-failed', 'task-settled', 'breaker-changed', 'account-latched'];
    const writtenAt = (level: string): readonly unknown[] =>
      lines.filter((line) => line['of'] === level).map(({ msg }) => msg);
    expect(writtenAt('debug')).toEqual(every);
    expect(writtenAt('info')).toEqual(every.slice(1));
    expect(writtenAt('warn')).toEqual(every.slice(2));
    expect(writtenAt('error')).toEqual(every.slice(3));
  });

  it('writes JSON with the name of this SDK, the message and the fields', async () => {
    const [line] = await linesOf(
      `pinoLogger('info').warn({ service: 'lead' }, 'breaker-changed');`,
    );
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
    const script = `pinoLogger('info').info({ ${fields.join(', ')}, ticket: { id: '77', key: 's3cret', token: 's3cret' } }, 'x');`;
    const [line] = await linesOf(script);
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
