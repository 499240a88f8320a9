import { seededRandom } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { isJobId, jobIdOf } from './job-id.ts';

describe('the id of a job', () => {
  it('is the same for the same key, whatever chance says', () => {
    const id = jobIdOf('login-17', seededRandom(1));
    expect(jobIdOf('login-17', seededRandom(2))).toBe(id);
    expect(jobIdOf('login-18', seededRandom(1))).not.toBe(id);
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('is drawn where there is no key', () => {
    const random = seededRandom(1);
    const ids = Array.from({ length: 1_000 }, () => jobIdOf(undefined, random));
    expect(new Set(ids).size).toBe(1_000);
    expect(ids.every(isJobId)).toBe(true);
    expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });
});
