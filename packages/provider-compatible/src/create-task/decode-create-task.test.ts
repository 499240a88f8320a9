import { describe, expect, it } from 'vitest';

import { decodeCreateTask } from './decode-create-task.ts';

describe('decodeCreateTask', () => {
  it.each([
    '{"errorId":0,"taskId":5}',
    '{"errorId":"0","taskId":5}',
    '{"errorId":0,"errorCode":"","taskId":5}',
    '{"errorId":0,"errorCode":null,"taskId":5}',
    '{"errorId":false,"taskId":5}',
    '{"taskId":5}',
    '\uFEFF{"errorId":0.0,"taskId":5}\n',
  ])('hands out %s', (body) => {
    expect(decodeCreateTask(body)).toMatchObject({ status: 'ok', value: { taskId: 5 } });
  });

  it.each([
    ['{"errorId":1,"errorCode":"ERROR_KEY_DOES_NOT_EXIST","taskId":0}', 'ERROR_KEY_DOES_NOT_EXIST'],
    ['{"errorId":"1","errorCode":"ERROR_X"}', 'ERROR_X'],
    ['{"errorId":0,"errorCode":"ERROR_X","taskId":5}', 'ERROR_X'],
    ['{"errorId":12,"errorCode":"ERROR_X","status":"ready","solution":{"token":"t"}}', 'ERROR_X'],
    ['{"errorId":12}', 'errorId: 12'],
    ['{"errorId":true}', 'errorId: true'],
    ['{"errorId":{"a":1}}', 'errorId: unreadable'],
    ['ERROR_ZERO_BALANCE', 'ERROR_ZERO_BALANCE'],
    ['"ERROR_ZERO_BALANCE"', 'ERROR_ZERO_BALANCE'],
  ])('finds the refusal in %s', (body, rawCode) => {
    expect(decodeCreateTask(body)).toEqual({ status: 'refused', rawCode });
  });

  it.each([
    '{"errorId":1,"errorCode":"CAPTCHA_NOT_READY"}',
    '{"errorId":1,"errorCode":"ERROR_CAPCHA_NOT_READY"}',
    'CAPCHA_NOT_READY',
  ])('takes %s as not ready', (body) => {
    expect(decodeCreateTask(body)).toEqual({ status: 'pending' });
  });

  it.each([
    ['', 'empty'],
    ['<html>', 'html'],
    ['[]', 'unreadable'],
    ['null', 'unreadable'],
    ['7', 'unreadable'],
    ['{"errorId":0,', 'unreadable'],
    ['soon', 'unreadable'],
  ])('finds no protocol in %j', (body, flaw) => {
    expect(decodeCreateTask(body)).toEqual({ status: 'malformed', flaw });
  });
});
