import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { compatible } from '../compatible.ts';
import type { DialectName } from '../profile/profile.ts';
import { type ProfileName, profiles } from '../profile/profiles.ts';

/** Keys of an object are text to TypeScript, whatever the object is. */
const dialectsOfProfiles = (Object.keys(profiles) as ProfileName[]).flatMap((profile) =>
  (Object.keys(profiles[profile].dialects) as DialectName[]).map(
    (dialect) => [profile, dialect] as const,
  ),
);

describe('a submit', () => {
  it.each(dialectsOfProfiles)(
    'sends %s no page instead of a picture, over %s',
    async (...chosen) => {
      const [profile, dialect] = chosen;
      const transport = inMemoryTransport(() => ({ body: 'OK|1' }));
      const options = { profile, dialect, baseUrl: 'https://solver.example', apiKey, transport };
      const provider = compatible(options);
      for (const head of ['<!DOCTYPE html>', '%PDF-1.7', '<svg>', 'Access denied']) {
        const image = new TextEncoder().encode(head.padEnd(300));
        await expect(
          provider.submit({ type: 'image', image }, callContext()),
        ).rejects.toMatchObject({
          code: 'task-invalid',
          charged: 'no',
          message: expect.stringContaining('the field "image" is no picture: it is'),
        });
      }
      expect(transport.requests).toHaveLength(0);
    },
  );
});
