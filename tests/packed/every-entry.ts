import assert from 'node:assert/strict';

type Entry = Readonly<Record<string, unknown>>;

/** Every entry that is published, with one thing that it must export. */
const entries: readonly (readonly [exported: string, load: () => Promise<Entry>])[] = [
  ['createRouter', async () => await import('@understudy/core')],
  ['ProviderError', async () => await import('@understudy/core/provider')],
  ['undiciTransport', async () => await import('@understudy/core/wire')],
  ['VirtualClock', async () => await import('@understudy/core/testing')],
  ['captchaai', async () => await import('@understudy/provider-captchaai')],
  ['compatible', async () => await import('@understudy/provider-compatible')],
  ['startFakeProvider', async () => await import('@understudy/testkit')],
  ['describeProvider', async () => await import('@understudy/testkit/node-test')],
  ['describeProvider', async () => await import('@understudy/testkit/jest')],
  ['openWorkers', async () => await import('@understudy/worker')],
];

/** Imports every entry by its published name. */
export async function importEveryEntry(): Promise<void> {
  for (const [exported, load] of entries) {
    const entry = await load();
    assert.equal(typeof entry[exported], 'function', `an entry does not export ${exported}`);
  }
}
