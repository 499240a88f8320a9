import { describe, expect, it } from 'vitest';

import { BoundedBody } from './bounded-body.ts';

const text = (body: BoundedBody): string => new TextDecoder().decode(body.bytes());
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('BoundedBody', () => {
  it('joins what came', () => {
    const body = new BoundedBody(10);
    expect([body.add(bytes('OK|')), body.add(bytes('')), body.add(bytes('1234'))]).toEqual([
      true,
      true,
      true,
    ]);
    expect(text(body)).toBe('OK|1234');
  });

  it('holds exactly as much as its bound', () => {
    const body = new BoundedBody(4);
    expect(body.add(bytes('1234'))).toBe(true);
    expect(body.add(bytes('5'))).toBe(false);
  });

  it('drops everything once it is too long, and stays so', () => {
    const body = new BoundedBody(4);
    body.add(bytes('12345'));
    expect(body.add(bytes('6'))).toBe(false);
    expect(text(body)).toBe('');
  });
});
