import { describe, expect, it } from 'vitest';

import type { CompatibleTaskType } from '../task-types.ts';
import { readAcceptance, readResult } from './read-create-task.ts';

const halves: readonly (readonly [CompatibleTaskType, string])[] = [
  ['geetest-v3', '{"challenge":"c","validate":"v"}'],
  ['geetest-v4', '{"captcha_id":"c","lot_number":"l","pass_token":"p","gen_time":"1"}'],
  ['amazon-waf', '{"cookies":{"session-id":"1"}}'],
  ['cloudflare-challenge', '{"cookies":{"__cf_bm":"b"},"userAgent":"UA"}'],
  ['grid', '{"type":"","hasObject":false}'],
  ['grid', '{"type":"single","hasObject":"no"}'],
];

describe('readResult', () => {
  it.each(halves)('takes half an answer to a %s for none: %s', (type, solution) => {
    const body = `{"errorId":0,"status":"ready","solution":${solution}}`;
    expect(readResult(body, type)).toEqual({ status: 'malformed', flaw: 'no-answer' });
  });
});

describe('readAcceptance', () => {
  it('keeps the ticket of an answer that it cannot read', () => {
    const body = '{"errorId":0,"taskId":"a-1","status":"ready","solution":{"objects":["x"]}}';
    expect(readAcceptance(body, 'grid')).toEqual({
      status: 'ok',
      value: { status: 'accepted', ticket: { id: 'a-1', type: 'grid' } },
    });
  });

  it('writes no number that JSON does not have', () => {
    const body = '{"errorId":0,"taskId":"00012","parent":{"taskId":7}}';
    expect(readAcceptance(body, 'grid')).toEqual({
      status: 'ok',
      value: { status: 'accepted', ticket: { id: '00012', type: 'grid' } },
    });
  });
});
