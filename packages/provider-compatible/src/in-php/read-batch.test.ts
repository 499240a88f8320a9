import { describe, expect, it } from 'vitest';

import type { TaskTicket } from '../service/task-ticket.ts';
import { readBatch } from './read-batch.ts';

const tickets: readonly TaskTicket[] = [
  { id: '1', type: 'recaptcha-v2' },
  { id: '2', type: 'recaptcha-v3' },
  { id: '3', type: 'grid' },
];

const answered = (solution: object): object => ({ status: 'ok', value: { solution } });

describe('readBatch', () => {
  it.each([
    '03A|CAPCHA_NOT_READY|click:1/4',
    'OK|03A|CAPCHA_NOT_READY|click:1/4',
    '{"status":1,"request":"03A|CAPCHA_NOT_READY|click:1/4"}',
    '{"status":0,"request":"03A|CAPCHA_NOT_READY|click:1/4"}',
    '"03A|CAPCHA_NOT_READY|click:1/4"',
  ])('reads one entry for each ticket, in their order, from %s', (body) => {
    expect(readBatch(body, tickets)).toEqual({
      status: 'ok',
      value: [
        answered({ type: 'recaptcha-v2', token: '03A' }),
        { status: 'pending' },
        answered({ type: 'grid', cells: [1, 4] }),
      ],
    });
  });

  it('tells refusals and gaps from answers', () => {
    expect(readBatch('ERROR_CAPTCHA_UNSOLVABLE||no cells', tickets)).toEqual({
      status: 'ok',
      value: [
        { status: 'refused', rawCode: 'ERROR_CAPTCHA_UNSOLVABLE' },
        { status: 'malformed', flaw: 'no-answer' },
        { status: 'malformed', flaw: 'no-answer' },
      ],
    });
  });

  it.each(['a|b', 'a|b|c|d', 'OK|a|b|c|d', 'OK|a', '{"status":1,"request":"a"}'])(
    'does not guess whose entries these are: %s',
    (body) => {
      expect(readBatch(body, tickets)).toEqual({ status: 'ok', value: undefined });
    },
  );

  it('tells nothing of single tickets when one word is said for all', () => {
    expect(readBatch('CAPCHA_NOT_READY', tickets)).toEqual({ status: 'ok', value: undefined });
  });

  it('takes no sentence for an answer because it holds bars', () => {
    expect(readBatch('try again|call us|IP_BANNED', tickets)).toEqual({
      status: 'ok',
      value: [
        { status: 'malformed', flaw: 'no-answer' },
        { status: 'malformed', flaw: 'no-answer' },
        { status: 'refused', rawCode: 'IP_BANNED' },
      ],
    });
  });

  it.each(['ERROR_KEY_DOES_NOT_EXIST', '{"status":0,"request":"ERROR_KEY_DOES_NOT_EXIST"}'])(
    'takes one word for all as a refusal: %s',
    (body) => {
      expect(readBatch(body, tickets)).toEqual({
        status: 'refused',
        rawCode: 'ERROR_KEY_DOES_NOT_EXIST',
      });
    },
  );

  it.each([
    ['', 'empty'],
    ['<html>a|b|c</html>', 'html'],
    ['a', 'unreadable'],
  ])('finds no protocol in %j', (body, flaw) => {
    expect(readBatch(body, tickets)).toEqual({ status: 'malformed', flaw });
  });
});
