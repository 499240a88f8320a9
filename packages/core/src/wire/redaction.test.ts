import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';

import { boundedRaw, redact, Redactor, withoutUrlDetails } from './redaction.ts';

const apiKey = 'a1+b2/c3=d4&"e5"';

describe('redact', () => {
  it('finds a secret in whatever case it comes back', () => {
    const shown = redact('ERROR_C0FFEE00.KEY+1 of c0ffee00.key+1', ['c0ffee00.key+1']);
    expect(shown).toBe('ERROR_[redacted] of [redacted]');
  });

  it.each([
    ['as it is', apiKey],
    ['percent-encoded', encodeURIComponent(apiKey)],
    [
      'percent-encoded in lower case',
      encodeURIComponent(apiKey).replaceAll(/%../g, (hex) => hex.toLowerCase()),
    ],
    ['form-encoded', new URLSearchParams([['key', apiKey]]).toString().slice('key='.length)],
    ['JSON-escaped', JSON.stringify(apiKey).slice(1, -1)],
    ['JSON-escaped by PHP', JSON.stringify(apiKey).slice(1, -1).replaceAll('/', '\\/')],
    ['base64-encoded', Buffer.from(apiKey).toString('base64')],
    ['base64url-encoded', Buffer.from(apiKey).toString('base64url')],
  ])('replaces a secret that is written %s', (_way, written) => {
    expect(redact(`<${written}>`, [apiKey])).toBe('<[redacted]>');
  });

  it.each(['', 'u', 'us', 'user'])('replaces a secret inside of base64, after "%s"', (before) => {
    const secret = '0123456789abcdef';
    const written = Buffer.from(`${before}:${secret}:after`).toString('base64');
    const left = redact(written, [secret]).split('[redacted]');
    expect(left).toHaveLength(2);
    expect(left.join('').length).toBeLessThan(written.length - 18);
  });

  it('replaces every secret, the longer one first', () => {
    expect(redact('key-1234-long key-1234', ['key-1234', 'key-1234-long'])).toBe(
      '[redacted] [redacted]',
    );
  });

  it('takes a secret literally', () => {
    expect(redact('axxb', ['a.+b'])).toBe('axxb');
    expect(redact('$&12 stays', ['12 s'])).toBe('$&[redacted]tays');
  });

  it('leaves what is too short to be a secret', () => {
    expect(redact('abc 123', ['abc', ''])).toBe('abc 123');
  });

  it('survives a secret that is no valid Unicode', () => {
    expect(redact('x\uD800abcd', ['\uD800abcd'])).toBe('x[redacted]');
  });
});

describe('Redactor', () => {
  it('redacts one text after another, each from its start', () => {
    const redactor = new Redactor(['secret-key']);
    const texts = ['the secret-key at the end: secret-key', 'secret-key at the start', 'nothing'];
    expect(texts.map((text) => redactor.redact(text))).toEqual([
      'the [redacted] at the end: [redacted]',
      '[redacted] at the start',
      'nothing',
    ]);
  });

  it('shows no secret to whoever prints it', () => {
    const redactor = new Redactor(['secret-key']);
    redactor.redact('secret-key');
    const shown = inspect(redactor, { depth: Infinity, showHidden: true });
    expect(shown + JSON.stringify(redactor)).not.toContain('secret');
  });
});

describe('boundedRaw', () => {
  it('keeps 2,000 characters and says when there was more', () => {
    expect(boundedRaw('x'.repeat(2_000), [])).toBe('x'.repeat(2_000));
    expect(boundedRaw('x'.repeat(2_001), [])).toBe(`${'x'.repeat(2_000)}…`);
  });

  it('leaves no half of a secret at the cut', () => {
    expect(boundedRaw('12345secret-key', ['secret-key'], 8)).toBe('12345[re…');
  });
});

describe('withoutUrlDetails', () => {
  it.each([
    [
      'GET http://solver.test/res.php?key=1&id=2 failed',
      'GET http://solver.test/res.php?[redacted] failed',
    ],
    ['"/res.php?id=2", status 500', '"/res.php?[redacted]", status 500'],
    ['proxy http://user:p@ss@127.0.0.1:3128/', 'proxy http://[redacted]@127.0.0.1:3128/'],
    ['is it 3? yes = true', 'is it 3? yes = true'],
  ])('cleans %j', (text, cleaned) => {
    expect(withoutUrlDetails(text)).toBe(cleaned);
  });
});
