import type { Group } from './figure.ts';
import { type GroupName, groupNames } from './group-names.ts';
import type { GroupResult } from './run-group.ts';

const groups: Readonly<Record<GroupName, () => Promise<Group>>> = {
  overhead: async () => (await import('../overhead/overhead.ts')).overhead,
  clients: async () => (await import('../clients/clients.ts')).clients,
  inflight: async () => (await import('../inflight/inflight.ts')).inflight,
  routing: async () => (await import('../routing/routing.ts')).routing,
  testkit: async () => (await import('../testkit/testkit.ts')).testkit,
  worker: async () => (await import('../worker/worker.ts')).worker,
  import: async () => (await import('../import/import-time.ts')).importTime,
};

const name = groupNames.find((known) => known === process.argv[2]);
if (name === undefined) throw new TypeError('to be started by run-group.ts, with a group');
const group = await groups[name]();
const result: GroupResult = { about: group.about, figures: await group.measure() };
process.send?.(result, () => process.disconnect?.());
