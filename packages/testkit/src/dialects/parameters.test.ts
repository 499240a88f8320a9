import { describe, expect, it } from 'vitest';

import { type Parameters, readParameters } from './parameters.ts';

const url = '/in.php?key=from-query&json=1';
const fieldsOf = ({ fields }: Parameters): Readonly<Record<string, string>> =>
  Object.fromEntries(fields);
const merged = {
  key: 'from-body',
  json: '1',
  method: 'turnstile',
  pageurl: 'https://shop.example/a b+c',
};

const multipart = [
  '--x1',
  'Content-Disposition: form-data; name="key"',
  '',
  'from-body',
  '--x1',
  'Content-Disposition: form-data; name="method"',
  '',
  'turnstile',
  '--x1',
  'Content-Disposition: form-data; name="pageurl"',
  '',
  'https://shop.example/a b+c',
  '--x1--',
  '',
].join('\r\n');

describe('readParameters', () => {
  it.each([
    [
      'application/x-www-form-urlencoded',
      'key=from-body&method=turnstile&pageurl=https%3A%2F%2Fshop.example%2Fa+b%2Bc',
    ],
    ['multipart/form-data; boundary=x1', multipart],
    ['multipart/form-data; boundary="x1"', multipart],
    [
      'application/json',
      JSON.stringify({ key: 'from-body', method: 'turnstile', pageurl: merged.pageurl }),
    ],
    ['', JSON.stringify({ key: 'from-body', method: 'turnstile', pageurl: merged.pageurl })],
    [
      'multipart/form-data; boundary=none',
      'key=from-body&method=turnstile&pageurl=https%3A%2F%2Fshop.example%2Fa+b%2Bc',
    ],
  ])('merges the query and a body of %s, the body first', (contentType, body) => {
    expect(fieldsOf(readParameters({ method: 'POST', url, contentType, body }))).toEqual(merged);
  });

  it('keeps the bytes of a file as they are', () => {
    const bytes = Buffer.from([0, 13, 10, 255, 45, 45, 13, 10, 128]);
    const body = Buffer.concat([
      Buffer.from(
        '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n',
      ),
      bytes,
      Buffer.from('\r\n--b--\r\n'),
    ]);
    const { files } = readParameters({
      method: 'POST',
      url,
      contentType: 'multipart/form-data; boundary=b',
      body,
    });
    expect(Buffer.from(files.get('file') ?? [])).toEqual(bytes);
  });

  it('reads the numbers and flags of JSON the way a form would have them', () => {
    const body = '{"json":1,"invisible":true,"phrase":false,"nothing":null}';
    expect(fieldsOf(readParameters({ method: 'POST', url: '/in.php', body }))).toEqual({
      json: '1',
      invisible: '1',
      phrase: '0',
      nothing: 'null',
    });
  });

  it.each(['{', '{"a":', '[1]', '\uFEFF{"key":"x"}', '--', '%', '{"__proto__":{"key":"x"}}'])(
    'survives a body of %s',
    (body) => {
      const { fields } = readParameters({
        method: 'POST',
        url,
        contentType: 'application/json',
        body,
      });
      expect(fields.get('json')).toBe('1');
    },
  );
});
