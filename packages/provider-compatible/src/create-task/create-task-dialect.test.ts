import { describe, expect, it } from 'vitest';

import { pageUrl, siteKey } from '../__fixtures__/account.ts';
import { createTaskDialect } from './create-task-dialect.ts';
import { createTaskMethods } from './create-task-methods.ts';

const dialect = createTaskDialect({
  settings: { methods: createTaskMethods, reports: {}, affiliateParameter: 'softId' },
});
const submit = dialect.submit({ type: 'turnstile', siteKey, pageUrl });
const poll = dialect.poll({ id: '5', type: 'turnstile' });

describe('createTaskDialect', () => {
  it.each([
    ['{"errorId":0,"taskId":5}', { id: '5', type: 'turnstile', isInteger: true }],
    [
      '{"errorId":0,"taskId":98765432109876543210}',
      { id: '98765432109876543210', type: 'turnstile', isInteger: true },
    ],
    ['{"errorId":0,"taskId":"5"}', { id: '5', type: 'turnstile' }],
    ['{"errorId":0,"taskId":"6113-ac","status":"idle"}', { id: '6113-ac', type: 'turnstile' }],
    ['{"errorId":0,"taskId":"6113-ac","status":"ready"}', { id: '6113-ac', type: 'turnstile' }],
  ])('reads the ticket out of %s', (body, ticket) => {
    expect(submit.read(body)).toEqual({ status: 'ok', value: { status: 'accepted', ticket } });
  });

  it.each([
    '{"errorId":0}',
    '{"errorId":0,"taskId":0}',
    '{"errorId":0,"taskId":""}',
    '{"errorId":0,"taskId":null}',
    '{"errorId":0,"taskId":-3}',
    '{"errorId":0,"taskId":1.5}',
    '{"errorId":0,"taskId":{"id":5}}',
  ])('finds no ticket in %s', (body) => {
    expect(submit.read(body)).toEqual({ status: 'malformed', flaw: 'no-id' });
  });

  it.each([
    ['"0.0029"', 0.0029],
    ['0.0029', 0.0029],
    ['"0,0029"', 0.0029],
    ['0', 0],
    ['""', undefined],
    ['null', undefined],
    ['"-"', undefined],
    ['-0.1', undefined],
    ['"NaN"', undefined],
  ])('reads the cost %s as %s', (cost, price) => {
    const reply = poll.read(
      `{"errorId":0,"status":"ready","solution":{"token":"t"},"cost":${cost}}`,
    );
    expect(reply).toEqual({
      status: 'ok',
      value: { solution: { type: 'turnstile', token: 't' }, price },
    });
  });

  it('takes an absent cost as unknown, never as nothing', () => {
    const reply = poll.read('{"errorId":0,"status":"ready","solution":{"token":"t"}}');
    expect(reply).toMatchObject({ value: { price: undefined } });
  });

  it.each([
    ['{"errorId":0,"status":"queued"}', 'unknown-status'],
    ['{"errorId":0}', 'unknown-status'],
    ['{"errorId":0,"status":"ready"}', 'no-answer'],
    ['{"errorId":0,"status":"ready","solution":{}}', 'no-answer'],
    ['{"errorId":0,"status":"ready","solution":{"token":""}}', 'no-answer'],
    ['{"errorId":0,"status":"ready","solution":{"token":" "}}', 'no-answer'],
    ['{"errorId":0,"status":"ready","solution":null}', 'no-answer'],
  ])('finds no answer in %s', (body, flaw) => {
    expect(poll.read(body)).toEqual({ status: 'malformed', flaw });
  });

  it('takes the status failed as a refusal', () => {
    expect(poll.read('{"errorId":0,"status":"failed"}')).toEqual({
      status: 'refused',
      rawCode: 'failed',
    });
  });

  it('has no call for a judgement that the service does not hear', () => {
    expect(
      dialect.report({ ticket: { id: '5', type: 'turnstile' }, judgement: 'rejected' }),
    ).toBeUndefined();
  });
});
