import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { AccountSecrets } from './account-secrets.ts';

const apiKey = '1abc234de56fab7c89012d34e56fa7b8';
const proxyUrl = 'http://someone:hunter2-hunter2@proxy.example:3128';

describe('AccountSecrets', () => {
  it('knows the key and the credentials of the proxy', () => {
    const { all, redactor } = new AccountSecrets(proxyUrl).of(apiKey, {});
    expect(new Set(all)).toEqual(new Set([apiKey, 'someone', 'hunter2-hunter2']));
    expect(redactor.redact(`${apiKey} of someone, hunter2-hunter2`)).toBe(
      '[redacted] of [redacted], [redacted]',
    );
  });

  it('looks for the same key by the same pattern', () => {
    const secrets = new AccountSecrets(undefined);
    expect(secrets.of(apiKey, {}).redactor).toBe(secrets.of(apiKey, {}).redactor);
  });

  it('looks for a key that was changed, and for the former one no more', () => {
    const secrets = new AccountSecrets(undefined);
    secrets.of(apiKey, {}).redactor.redact(apiKey);
    const { all, redactor } = secrets.of('another-key-1', {});
    expect(all).toEqual(['another-key-1']);
    expect(redactor.redact(`${apiKey}, another-key-1`)).toBe(`${apiKey}, [redacted]`);
  });

  it('knows what a call says beside them, for this call alone', () => {
    const secrets = new AccountSecrets(undefined);
    const { all, redactor } = secrets.of(apiKey, {
      task: {
        type: 'recaptcha-v2',
        siteKey: 'site-key',
        pageUrl: 'https://shop.example/',
        cookies: 'session=c00kie-value',
      },
      callbackUrl: 'https://hooks.shop.example/q3k9v0a7m2c8x5z1b4n6d0',
    });
    expect(all).toContain('c00kie-value');
    expect(redactor.redact('q3k9v0a7m2c8x5z1b4n6d0 c00kie-value')).toBe('[redacted] [redacted]');
    expect(secrets.of(apiKey, {}).all).toEqual([apiKey]);
  });

  it('shows no secret to whoever prints it', () => {
    const secrets = new AccountSecrets(proxyUrl);
    secrets.of(apiKey, {}).redactor.redact(apiKey);
    const shown = inspect(secrets, { depth: Infinity, showHidden: true }) + JSON.stringify(secrets);
    expect(shown).not.toMatch(/1abc234|hunter2/);
  });
});
