import { createRouter, type Solved } from '@understudy/core';
import { seededRandom, VirtualClock } from '@understudy/core/testing';

import { acme } from './acme.ts';
import { acmeService } from './acme-service.ts';

const apiKey = 'key-of-mine';
const badGateway = { status: 502, body: '<html>bad gateway</html>' };

/** The lead loses the reply to a poll, and keeps its ticket. A minute of virtual time takes no time. */
export async function solveWithAcme(): Promise<Solved<'acme-slider'>> {
  const clock = new VirtualClock();
  // The submit is answered, the first poll is not.
  const odd = [undefined, badGateway];
  const lead = acmeService({ clock, apiKey, solveMs: 12_000, odd });
  const backup = acmeService({ clock, apiKey, solveMs: 12_000 });
  const router = createRouter({
    providers: [
      acme({ apiKey, transport: lead.transport }),
      acme({
        id: 'acme-2',
        apiKey,
        baseUrl: 'https://eu.acme.example',
        transport: backup.transport,
      }),
    ],
    clock,
    random: seededRandom(7),
  });
  const task = { type: 'acme-slider', pageUrl: 'https://shop.example/', puzzleId: 'p-17' } as const;
  const solved = await clock.runUntilSettled(router.solve(task));
  await clock.runUntilSettled(router.close());
  return solved;
}
