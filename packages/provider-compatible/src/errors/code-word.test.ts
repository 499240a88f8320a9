import { describe, expect, it } from 'vitest';

import { hostileTexts, strangersSecrets } from '../__fixtures__/hostile-texts.ts';
import { codeWord } from './code-word.ts';

const wordOf = (said: string, secrets: readonly string[] = []): string | undefined =>
  codeWord({ said, secrets });

describe('codeWord', () => {
  it.each([
    ['ERROR_ZERO_BALANCE', 'ERROR_ZERO_BALANCE'],
    ['error_zero_balance', 'error_zero_balance'],
    [' ERROR_ZERO_BALANCE: top up\n', 'ERROR_ZERO_BALANCE'],
    ['ERROR_BAD_PROXY PUSER:PPASS@1.2.3.4:3128', 'ERROR_BAD_PROXY'],
    ['IP_BANNED', 'IP_BANNED'],
    ['failed', 'failed'],
    ['ERROR:1001', 'ERROR: 1001'],
    ['ERROR: 1999', 'ERROR: 1999'],
    ['errorId: 12', 'errorId: 12'],
    ['https://2captcha.com/blog/google-search-recaptcha', 'GOOGLE-SEARCH-RECAPTCHA'],
  ])('keeps of %j what is the code', (said, word) => {
    expect(wordOf(said)).toBe(word);
  });

  it.each([
    ['ERROR_NOBODY_KNOWS', 'ERROR_NOBODY_KNOWS'],
    ['ERROR_NOBODY_KNOWS|more', 'ERROR_NOBODY_KNOWS'],
    ['ERROR_PROXY_TOO_SLOW: 1.2.3.4', 'ERROR_PROXY_TOO_SLOW'],
    ['ERROR_V3_SCORE_404', 'ERROR_V3_SCORE_404'],
    ['QUEUE_CLOSED', 'QUEUE_CLOSED'],
  ])('keeps of %j, which no table knows, what is shaped like a code', (said, word) => {
    expect(wordOf(said)).toBe(word);
  });

  it.each([
    'QUEUE_CLOSED for PUSER',
    'PUSER_SHOP:PPASS@1.2.3.4:3128',
    'QUEUE',
    'Queue_Closed',
    'error_nobody_knows',
    'ERROR_PROXY_PUSERshop',
    'ERROR_0F3A9C7712BB',
    'ERROR_NOBODY_KNOWS@example',
    'ERROR: 4111111111111111',
    'errorId: 0.secretToken',
    `ERROR_${'A'.repeat(59)}`,
    '0.zrSnRHO7h0HwSjSCU8oyzbjEtD8p',
    '',
  ])('keeps nothing of %j', (said) => {
    expect(wordOf(said)).toBeUndefined();
  });

  it('takes a code of 64 characters', () => {
    const word = `ERROR_${'A'.repeat(58)}`;
    expect(wordOf(word)).toBe(word);
  });

  it('knows the codes of the profile, in whatever letters', () => {
    const errors = { NOTPIC: { code: 'task-invalid' } } as const;
    expect(codeWord({ said: 'notpic', errors, secrets: [] })).toBe('notpic');
    expect(wordOf('notpic')).toBeUndefined();
  });

  it('keeps no unknown code that holds a secret of the call', () => {
    expect(wordOf('ERROR_HUNTER_SECOND', ['HUNTER_SECOND'])).toBeUndefined();
  });

  it.each(hostileTexts)('keeps no secret of %j', (said) => {
    const word = wordOf(said) ?? '';
    expect(strangersSecrets.filter((secret) => word.includes(secret))).toEqual([]);
  });
});
