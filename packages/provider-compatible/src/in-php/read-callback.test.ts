import type { CallbackRequest } from '@understudy/core/provider';
import { describe, expect, it } from 'vitest';

import { readCallback } from './read-callback.ts';

const url = 'https://hooks.shop.example/understudy/s3cret';
const called = (request: Partial<CallbackRequest>): CallbackRequest => ({
  method: 'POST',
  url,
  headers: {},
  body: '',
  taskType: 'turnstile',
  ...request,
});
const notice = { ticket: { id: '75012345', type: 'turnstile' } };

describe('readCallback', () => {
  it.each<[string, Partial<CallbackRequest>]>([
    ['the query of a GET', { method: 'GET', url: `${url}?id=75012345&code=0.tok` }],
    ['a form', { body: 'id=75012345&code=0.tok' }],
    ['a form with an error', { body: 'id=75012345&code=ERROR_CAPTCHA_UNSOLVABLE' }],
    ['JSON', { body: '{"id":"75012345","code":"0.tok"}' }],
    ['JSON with a number', { body: '{"id":75012345,"code":"0.tok"}' }],
    ['the query of a POST', { url: `${url}?id=75012345&code=0.tok` }],
    ['another name', { method: 'GET', url: `${url}?captcha_id=75012345&status=1&code=0.tok` }],
  ])('reads the ticket from %s, and leaves the code alone', (_where, request) => {
    expect(readCallback(called(request))).toEqual(notice);
  });

  it('reads the id from the field that a service is said to use, and from no other', () => {
    const style = { idField: 'ticket' };
    const get = called({ method: 'GET', url: `${url}?ticket=75012345&id=1` });
    expect(readCallback(get, style)).toEqual(notice);
    expect(readCallback(called({ body: '{"ticket":75012345,"id":1}' }), style)).toEqual(notice);
    expect(readCallback(called({ body: 'id=75012345' }), style)).toBeUndefined();
  });

  it('reads no id beside which there is no answer, where a service always sends one', () => {
    const style = { idField: 'captcha_id', answerField: 'code' };
    const query = '?captcha_id=75012345&status=1';
    const answered = called({ method: 'GET', url: `${url}${query}&code=0.tok` });
    expect(readCallback(answered, style)).toEqual(notice);
    expect(readCallback(called({ method: 'GET', url: url + query }), style)).toBeUndefined();
    const empty = called({ method: 'GET', url: `${url}${query}&code=` });
    expect(readCallback(empty, style)).toBeUndefined();
  });

  it('reads no id that is none of the service', () => {
    const style = { idPattern: /^(?:\d{8})$/ };
    expect(readCallback(called({ body: 'id=75012345' }), style)).toEqual(notice);
    expect(readCallback(called({ body: 'id=750123456' }), style)).toBeUndefined();
  });

  it('takes the first of several, and the body before the query', () => {
    const request = called({ url: `${url}?id=2`, body: 'id=&id=75012345&id=3' });
    expect(readCallback(request)).toEqual(notice);
  });

  it.each<Partial<CallbackRequest>>([
    {},
    { method: 'GET', url },
    { method: 'GET', url: `${url}?code=0.tok` },
    { body: 'code=0.tok' },
    { body: 'id=' },
    { body: '{"id":' },
    { body: '{"id":{}}' },
    { body: '["75012345"]' },
    { body: '<html></html>' },
    { body: 'id=a b' },
    { body: `id=${'7'.repeat(201)}` },
    { body: `id=75012345&code=${'x'.repeat(65_536)}` },
    { method: 'GET', url: `${url}?id=75012345&code=${'x'.repeat(65_536)}` },
    { body: 'id=75012345', taskType: 'unheard-of' },
  ])('reads nothing from %j', (request) => {
    expect(readCallback(called(request))).toBeUndefined();
  });
});
