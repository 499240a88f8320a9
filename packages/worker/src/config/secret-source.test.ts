import { describe, expect, it } from 'vitest';

import { SecretSource } from './secret-source.ts';

const sourceOver = (env: Readonly<Record<string, string>>): SecretSource =>
  new SecretSource({ env, cwd: '/' });

describe('SecretSource', () => {
  it('keeps what variables with secret names hold, before anybody reads them', () => {
    const source = sourceOver({ SHOP_API_KEY: 'abcdefgh', MONKEY: 'ijklmnop', NEED_TOKEN: 'true' });
    expect(source.redact('abcdefgh ijklmnop true')).toBe('[redacted] ijklmnop true');
  });

  it('keeps the password of a URL, encoded and not', () => {
    const source = sourceOver({});
    source.keep('postgres://me:p%40ssw0rd@db/jobs');
    expect(source.redact('no p@ssw0rd and no p%40ssw0rd for me')).toBe(
      'no [redacted] and no [redacted] for me',
    );
  });

  it('takes an empty variable for one that is not there', () => {
    expect(sourceOver({ DATABASE_URL: '' }).readVariable('DATABASE_URL')).toBeUndefined();
  });

  it('prefers the file that a variable names, and refuses one that cannot be read', () => {
    const source = sourceOver({ DATABASE_URL: 'postgres://a', DATABASE_URL_FILE: 'no/such/file' });
    expect(() => source.readVariable('DATABASE_URL')).toThrow(
      'option "DATABASE_URL_FILE": no/such/file cannot be read',
    );
  });
});
