import { describe, expect, it } from 'vitest';

import { readTaskCallback } from './read-task-callback.ts';

const noticeOf = (body: string, query = ''): unknown =>
  readTaskCallback({
    method: query === '' ? 'POST' : 'GET',
    url: `https://hooks.example/one-time${query}`,
    headers: {},
    body,
    taskType: 'turnstile',
  });

describe('readTaskCallback', () => {
  it.each([
    ['{"errorId":0,"taskId":407533072,"status":"ready","solution":{"token":"t"}}', '407533072'],
    ['{"taskId":"407533072"}', '407533072'],
    ['id=407533072&code=0.token', '407533072'],
  ])('names the task of %s by its number', (body, id) => {
    expect(noticeOf(body)).toEqual({ ticket: { id, type: 'turnstile', isInteger: true } });
  });

  it('names a task by its UUID', () => {
    const id = '61138bb6-19fb-11ec-a9c8-0242ac110006';
    expect(noticeOf(`{"taskId":"${id}","status":"ready"}`)).toEqual({
      ticket: { id, type: 'turnstile' },
    });
    expect(noticeOf('', `?taskId=${id}`)).toEqual({ ticket: { id, type: 'turnstile' } });
  });

  it.each(['00012', '007', '0x1f'])('takes %s for text, which it is polled by', (id) => {
    expect(noticeOf(`{"taskId":"${id}"}`)).toEqual({ ticket: { id, type: 'turnstile' } });
  });

  it('reads past a byte order mark', () => {
    expect(noticeOf('\ufeff{"taskId":407533072}')).toMatchObject({ ticket: { id: '407533072' } });
    expect(noticeOf('\ufeffid=407533072')).toMatchObject({ ticket: { id: '407533072' } });
  });

  it.each(['', '{}', '[]', '{"taskId":0}', 'code=x', `{"taskId":"${'x'.repeat(70_000)}"}`])(
    'makes nothing of a body of another kind',
    (body) => {
      expect(noticeOf(body)).toBeUndefined();
    },
  );

  it('makes nothing of a GET without a query', () => {
    expect(
      readTaskCallback({
        method: 'GET',
        url: 'https://hooks.example/one-time',
        headers: {},
        body: '',
        taskType: 'turnstile',
      }),
    ).toBeUndefined();
  });
});
