import { createRouter, type TicketRecord } from '@understudy/core';
import { captchaai } from '@understudy/provider-captchaai';
import { type FakeProvider, startFakeProvider } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

import { quick } from './__fixtures__/pair.ts';
import { startScript } from './__fixtures__/script.ts';

const startLead = (solveMs: number): Promise<FakeProvider> =>
  startFakeProvider({
    dialect: 'captchaai',
    seed: 'lead',
    solveTime: { kind: 'constant', ms: solveMs },
  });

describe('a process', () => {
  it('that is killed with tickets in flight loses nothing: another collects them and buys nothing', async () => {
    await using lead = await startLead(1_500);
    await using script = startScript('buys-and-waits.ts', { apiKey: lead.apiKey, url: lead.url });
    const records: TicketRecord[] = [];
    while (records.length < 3) records.push(JSON.parse((await script.nextLine()) ?? ''));
    await script.crash();
    const provider = captchaai({
      id: 'lead',
      apiKey: lead.apiKey,
      baseUrl: lead.url,
      timing: quick,
    });
    await using router = createRouter({ providers: [provider] });
    const solved = await Promise.all(records.map((record) => router.resume(record)));
    expect(lead.journal.paidCount()).toBe(3);
    const collected = solved.map(({ solution }) => Object(solution).token);
    expect(new Set(collected.map((token) => lead.journal.taskIdOfAnswer(token))).size).toBe(3);
    expect(lead.journal.nothingLost().isClean).toBe(true);
  });

  it('that got its answer ends although an old ticket is still being salvaged', async () => {
    await using lead = await startLead(60);
    lead.use({ when: { endpoint: 'submit', nth: 2 }, inject: { kind: 'never-ready' } });
    await using script = startScript('leaves-a-ticket-behind.ts', {
      apiKey: lead.apiKey,
      url: lead.url,
    });
    expect(await script.nextLine()).toBe('gave up');
    expect(await script.nextLine()).toMatch(/./);
    const solvedAt = performance.now();
    const { code, errorOutput } = await script.exit();
    expect({ code, errorOutput }).toEqual({ code: 0, errorOutput: '' });
    expect(performance.now() - solvedAt).toBeLessThan(1_000 + 500);
    expect(lead.journal.paidCount()).toBe(3);
  });

  it('that closes its router with live tasks gets their tickets within a second, and no handle is left', async () => {
    await using lead = await startLead(60_000);
    await using script = startScript('closes-with-live-tasks.ts', {
      apiKey: lead.apiKey,
      url: lead.url,
    });
    const line = await script.nextLine();
    const { tookMs, openTickets, maybePaid, codes, handles } = JSON.parse(line ?? '{}');
    expect(tookMs).toBeLessThan(1_000);
    expect(openTickets).toHaveLength(3);
    expect(maybePaid).toEqual([]);
    expect(codes).toEqual(['router-closed', 'router-closed', 'router-closed']);
    expect(handles).toEqual([]);
    expect(await script.exit()).toEqual({ code: 0, errorOutput: '' });
  });
});
