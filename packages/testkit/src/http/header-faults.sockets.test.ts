import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ProviderError, type Transport, type TransportRequest } from '@understudy/core/provider';
import { VirtualClock } from '@understudy/core/testing';
import { undiciTransport } from '@understudy/core/wire';
import { afterAll, describe, expect, it } from 'vitest';

import { turnstile } from '../__fixtures__/drive-in-php.ts';
import { createFakeCore } from '../fake/create-fake-core.ts';
import { journalHash } from '../journal/journal-hash.ts';
import { readRun } from '../journal/read-run.ts';
import { replayRun } from '../replay/replay-run.ts';
import { startFakeProvider } from './start-fake-provider.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-header-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Submit {
  readonly transport: Transport;
  readonly fake: { readonly apiKey: string; readonly url?: string };
  readonly fault: string;
}

/** What a client sees of a submit whose header asks for a fault. */
async function seenOf({ transport, fake, fault }: Submit): Promise<unknown> {
  const request: TransportRequest = {
    method: 'POST',
    url: `${fake.url ?? 'http://fake.test'}/in.php`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'X-Fake-Fault': fault },
    body: new URLSearchParams({ key: fake.apiKey, ...turnstile() }).toString(),
    providerId: 'lead',
    operation: 'submit',
    secrets: [],
  };
  const never = new AbortController().signal;
  try {
    const { status, body } = await transport.send(request, { signal: never, recall: never });
    return { status, body };
  } catch (error) {
    return ProviderError.isInstance(error) ? Object(error.cause).code : error;
  }
}

describe('the header X-Fake-Fault on the wire', () => {
  it('resets, says no and is refused, over loopback as in memory', async () => {
    await using fake = await startFakeProvider({ headerFaults: true });
    const core = createFakeCore({ headerFaults: true, clock: new VirtualClock() });
    const transport = undiciTransport();
    for (const face of [
      { transport, fake },
      { transport: core.transport(), fake: core },
    ]) {
      expect(await seenOf({ ...face, fault: 'N05' })).toBe('ECONNRESET');
      expect(await seenOf({ ...face, fault: '{"kind":"no-slot"}' })).toMatchObject({
        body: 'ERROR_NO_SLOT_AVAILABLE',
      });
      expect(await seenOf({ ...face, fault: 'N050' })).toMatchObject({
        status: 400,
        body: expect.stringContaining('"nearest":"N05"'),
      });
    }
    await transport.close?.();
  });

  it('is ignored by a fake that was not told to hear it', async () => {
    await using fake = await startFakeProvider();
    const transport = undiciTransport();
    for (const fault of ['N05', 'N050'])
      expect(await seenOf({ transport, fake, fault })).toMatchObject({
        body: expect.stringMatching(/^OK/),
      });
    await transport.close?.();
  });

  it('is in a recording, and strikes again in a replay', async () => {
    const record = join(folder, 'run.jsonl');
    const clock = new VirtualClock();
    await using fake = await startFakeProvider({
      headerFaults: true,
      seed: 'asked',
      clock,
      record,
    });
    const transport = undiciTransport();
    expect(await seenOf({ transport, fake, fault: 'N07' })).toBe('ECONNRESET');
    await transport.close?.();
    await fake.close();
    const again = await replayRun(await readRun(record));
    expect(again.events).toContainEqual(
      expect.objectContaining({ rule: 'X-Fake-Fault', fault: 'reset-after-charge' }),
    );
    expect(journalHash(again.events)).toBe(fake.journal.hash());
  });
});
