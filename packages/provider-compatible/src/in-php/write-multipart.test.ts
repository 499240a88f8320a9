import { describe, expect, it } from 'vitest';

import { absentBoundary, writeMultipart } from './write-multipart.ts';

const textOf = (...form: Parameters<typeof writeMultipart>): string =>
  Buffer.from(writeMultipart(...form).body).toString('latin1');

const fileOf = (bytes: string) => ({
  fileName: 'image.png',
  mediaType: 'image/png',
  bytes: Buffer.from(bytes, 'latin1'),
});

/** What a receiver makes of it, that shares no code with the writer. */
const readBack = ({ body, contentType }: ReturnType<typeof writeMultipart>): Promise<FormData> =>
  new Response(body, { headers: { 'content-type': contentType } }).formData();

describe('writeMultipart', () => {
  it('writes fields, and a file behind them', () => {
    const { contentType } = writeMultipart({ fields: [] });
    expect(contentType).toBe('multipart/form-data; boundary=form-data-00000000');
    const fields = [
      ['key', 'k'],
      ['lang', 'ü'],
    ] as const;
    expect(textOf({ fields, file: fileOf('\x89PNG\r\n\0\xff') })).toBe(
      '--form-data-00000000\r\n' +
        'Content-Disposition: form-data; name="key"\r\n\r\nk\r\n' +
        '--form-data-00000000\r\n' +
        'Content-Disposition: form-data; name="lang"\r\n\r\n\xc3\xbc\r\n' +
        '--form-data-00000000\r\n' +
        'Content-Disposition: form-data; name="file"; filename="image.png"\r\n' +
        'Content-Type: image/png\r\n\r\n' +
        '\x89PNG\r\n\0\xff\r\n' +
        '--form-data-00000000--\r\n',
    );
  });

  it('writes fields alone, and nothing at all', () => {
    expect(textOf({ fields: [['a', '']] })).toBe(
      '--form-data-00000000\r\n' +
        'Content-Disposition: form-data; name="a"\r\n\r\n\r\n' +
        '--form-data-00000000--\r\n',
    );
    expect(textOf({ fields: [] })).toBe('--form-data-00000000--\r\n');
  });

  it.each([
    ['a"; filename="x', 'a%22; filename=%22x'],
    ['a\r\nContent-Type: text/html', 'a%0D%0AContent-Type: text/html'],
    ['a\nb', 'a%0D%0Ab'],
    ['a\rb', 'a%0D%0Ab'],
  ])('lets the name %j out of no quotation and no line', (name, written) => {
    expect(textOf({ fields: [[name, 'v']] })).toContain(
      `Content-Disposition: form-data; name="${written}"\r\n\r\nv\r\n`,
    );
  });

  it.each([
    ['one\ntwo', 'one\r\ntwo'],
    ['one\rtwo', 'one\r\ntwo'],
    ['one\r\ntwo', 'one\r\ntwo'],
    ['one\n\rtwo', 'one\r\n\r\ntwo'],
  ])('ends the lines of the value %j as a browser does', (value, written) => {
    expect(textOf({ fields: [['a', value]] })).toContain(`\r\n\r\n${written}\r\n--`);
  });

  it('leaves the bytes of a file alone', async () => {
    const bytes = Array.from({ length: 1_024 }, (_, index) => String.fromCharCode(index % 256));
    const file = fileOf(bytes.join(''));
    const form = await readBack(writeMultipart({ fields: [['a', 'b']], file }));
    const received = form.get('file');
    if (!(received instanceof File)) throw new Error('no file came out');
    expect(received).toMatchObject({ name: 'image.png', type: 'image/png' });
    expect(Buffer.from(await received.arrayBuffer()).equals(file.bytes)).toBe(true);
  });

  it('is read as one field, whatever stands in it', async () => {
    const value = '\r\n--form-data-00000000\r\nContent-Disposition: form-data; name="key"\r\n\r\nx';
    const form = await readBack(writeMultipart({ fields: [['a', value]] }));
    expect([...form.entries()]).toEqual([['a', value]]);
  });

  it.each([
    ['a value', { fields: [['a', 'form-data-00000000']] as const }],
    ['a name', { fields: [['form-data-00000000', 'a']] as const }],
    ['a file', { fields: [], file: fileOf('\xff--form-data-00000000--') }],
  ])('takes another boundary when %s has the first one', (_where, form) => {
    const { contentType } = writeMultipart(form);
    expect(contentType).toBe('multipart/form-data; boundary=form-data-00000001');
  });

  it('makes the same bytes of the same form', () => {
    const form = { fields: [['a', 'b']] as const, file: fileOf('\x89PNG') };
    expect(writeMultipart(form)).toEqual(writeMultipart(form));
  });
});

describe('absentBoundary', () => {
  it('finds the first that is absent, in one look at texts full of others', () => {
    const others = Array.from(
      { length: 50_000 },
      (_, index) => `form-data-${String(index).padStart(8, '0')}`,
    );
    expect(absentBoundary(['a', others.join(''), 'b'])).toBe('form-data-00050000');
    expect(absentBoundary([others.filter((_, index) => index !== 7).join('\n')])).toBe(
      'form-data-00000007',
    );
  });

  it('sees one that another number follows', () => {
    expect(absentBoundary(['form-data-000000001'])).toBe('form-data-00000001');
  });
});
