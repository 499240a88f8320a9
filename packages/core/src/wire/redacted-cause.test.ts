import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';

import { redactedCause } from './redacted-cause.ts';

const apiKey = 'secret-key-1';

describe('redactedCause', () => {
  it('keeps name, code, message and frames', () => {
    const original = Object.assign(new TypeError('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const copy = redactedCause(original, []);
    expect(copy).toMatchObject({
      name: 'TypeError',
      code: 'ECONNREFUSED',
      message: 'connect ECONNREFUSED',
    });
    expect(copy.stack).toBe(original.stack);
  });

  it('leaves every other property behind', () => {
    const original = Object.assign(new Error('failed'), {
      socket: { key: apiKey },
      url: '/?key=1',
      data: 'OK|1',
    });
    expect(Object.getOwnPropertyNames(redactedCause(original, [])).toSorted()).toEqual([
      'message',
      'name',
      'stack',
    ]);
  });

  it('holds no secret in any part of it or of its causes', () => {
    const secretive = (cause: unknown): Error =>
      Object.assign(new Error(`sent ${apiKey}`, { cause }), { code: apiKey, name: apiKey });
    const copy = redactedCause(secretive(secretive(apiKey)), [apiKey]);
    expect(inspect(copy, { depth: Infinity, showHidden: true })).not.toContain(apiKey);
    expect(copy.cause).toMatchObject({ message: 'sent [redacted]' });
  });

  it('removes the details of URLs', () => {
    const copy = redactedCause(new Error('GET http://me:pw@solver.test/res.php?id=7 failed'), []);
    expect(copy.message).toBe('GET http://[redacted]@solver.test/res.php?[redacted] failed');
    expect(copy.stack).not.toContain('id=7');
  });

  it('drops the text that a SyntaxError quotes', () => {
    const parse = (): unknown => JSON.parse('OK|token-of-a-customer');
    const quoting = (() => {
      try {
        return parse();
      } catch (error) {
        return error;
      }
    })();
    expect(String(quoting)).toContain('OK|');
    expect(inspect(redactedCause(quoting, []))).not.toContain('OK|');
  });

  it('follows causes three deep, also in a circle', () => {
    const circular = new Error('again');
    circular.cause = circular;
    let depth = 0;
    for (
      let error: unknown = redactedCause(circular, []);
      error instanceof Error;
      error = error.cause
    )
      depth += 1;
    expect(depth).toBe(4);
  });

  it('says only the type of what is no error', () => {
    expect(redactedCause('<html>reply</html>', []).message).toBe(
      'a value of type string was thrown',
    );
  });

  it('bounds a long message', () => {
    expect(redactedCause(new Error('x'.repeat(10_000)), []).message).toHaveLength(1_000);
  });
});
