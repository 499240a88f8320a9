import { describe, expect, it } from 'vitest';

import type { Task } from '../provider/task.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { UnsupportedTasks } from './unsupported-tasks.ts';

const raw = (method: string): Task => ({ type: 'raw', method, parameters: {} });
const page = { siteKey: '0x4AAAAAAA', pageUrl: 'https://shop.example/' };

describe('UnsupportedTasks', () => {
  it('remembers a type for six hours, whatever the rest of the task', async () => {
    const clock = new VirtualClock();
    const unsupported = new UnsupportedTasks(clock);
    unsupported.note({ type: 'turnstile', ...page });
    await clock.advance(6 * 3_600_000 - 1);
    expect(unsupported.has({ type: 'turnstile', ...page, siteKey: 'other' })).toBe(true);
    expect(unsupported.has({ type: 'hcaptcha', ...page })).toBe(false);
    await clock.advance(1);
    expect(unsupported.has({ type: 'turnstile', ...page })).toBe(false);
  });

  it('remembers of raw tasks the method that was refused, and no other', () => {
    const unsupported = new UnsupportedTasks(new VirtualClock());
    unsupported.note(raw('yandex'));
    expect(unsupported.has(raw('yandex'))).toBe(true);
    expect(unsupported.has(raw('tencent'))).toBe(false);
  });

  it('forgets the oldest of more than a thousand methods', () => {
    const unsupported = new UnsupportedTasks(new VirtualClock());
    for (let index = 0; index < 1_000; index += 1) unsupported.note(raw(`method-${index}`));
    unsupported.note(raw('method-0'));
    unsupported.note(raw('one more'));
    expect(unsupported.has(raw('method-1'))).toBe(false);
    expect(unsupported.has(raw('method-0'))).toBe(true);
    expect(unsupported.has(raw('method-2'))).toBe(true);
  });
});
