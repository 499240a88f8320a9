import type { CallContext, Clock, Submission } from '@understudy/core/provider';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import { acme } from './acme.ts';
import { type AcmeService, acmeService } from './acme-service.ts';

/** What the router hands to a provider, made by hand. */
export function callContext(clock: Clock): CallContext {
  const { signal } = new AbortController();
  return {
    signal,
    recall: signal,
    clock,
    random: seededRandom(7),
    attemptId: 'attempt-1',
    remainingMs: 60_000,
  };
}

/** One submit, without a router: the request is there to be looked at. */
export async function submitOnce(): Promise<{
  readonly submission: Submission;
  readonly service: AcmeService;
}> {
  const clock = new VirtualClock();
  const service = acmeService({ clock, apiKey: 'key-of-mine', solveMs: 8_000 });
  const provider = acme({ apiKey: 'key-of-mine', transport: service.transport });
  const task = { type: 'turnstile', siteKey: '0x4AAA', pageUrl: 'https://shop.example/' } as const;
  return { submission: await provider.submit(task, callContext(clock)), service };
}
