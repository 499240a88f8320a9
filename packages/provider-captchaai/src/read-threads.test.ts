import { describe, expect, it } from 'vitest';

import { readThreads } from './read-threads.ts';

describe('readThreads', () => {
  it('reads nothing into a megabyte, and is not held up by it', () => {
    expect(readThreads('x'.repeat(1_048_576))).toBeUndefined();
    expect(readThreads('threads'.repeat(500))).toBeUndefined();
  });

  it.each([
    ['{"status":1,"threads":10,"used":3}', { slots: 10, busy: 3 }],
    ['{"Threads":"10","Busy":"3"}', { slots: 10, busy: 3 }],
    ['{"max_threads":20,"threads":4,"active_threads":4}', { slots: 20, busy: 4 }],
    ['{"status":1,"request":{"total":10,"free":4}}', { slots: 10, busy: 6 }],
    ['{"status":1,"request":"{\\"max\\":10,\\"in_use\\":2}"}', { slots: 10, busy: 2 }],
    ['{"status":1,"result":"10"}', { slots: 10 }],
    ['10', { slots: 10 }],
    ['OK|10', { slots: 10 }],
    ['threads: 10, used threads: 3', { slots: 10, busy: 3 }],
    ['OK|max=10;busy=0', { slots: 10, busy: 0 }],
    ['{"used":3}', { busy: 3 }],
    ['{"threads":10,"working_threads":3}', { slots: 10, busy: 3 }],
    ['{"maxThreads":10,"currentThreads":4}', { slots: 10, busy: 4 }],
    ['{"limit":10,"occupied_threads":"5"}', { slots: 10, busy: 5 }],
    ['{"max":10,"working":0}', { slots: 10, busy: 0 }],
    ['{"max":10,"current":6}', { slots: 10, busy: 6 }],
    ['{"max":10,"occupied":7}', { slots: 10, busy: 7 }],
    ['{"max":10,"used_threads":2,"current":6}', { slots: 10, busy: 2 }],
    ['{"total":2,"free":5}', { slots: 2 }],
  ])('reads %s', (body, capacity) => {
    expect(readThreads(body)).toEqual(capacity);
  });

  it.each([
    '',
    'ERROR_KEY_DOES_NOT_EXIST',
    '{}',
    '[]',
    '{"status":1}',
    '{"threads":1.5}',
    '{"threads":-1}',
    '<html>',
    '99999999999',
  ])('finds no threads in %j', (body) => {
    expect(readThreads(body)).toBeUndefined();
  });
});
