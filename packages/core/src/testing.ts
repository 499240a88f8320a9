/** What tests of providers and routers need: time and chance under control, no network. */
export { inMemoryTransport } from './testing/in-memory-transport.ts';
export type {
  InMemoryHandler,
  InMemoryReply,
  InMemoryTransport,
} from './testing/in-memory-transport.ts';
export { scaledClock } from './testing/scaled-clock.ts';
export { scriptedProvider } from './testing/scripted-provider.ts';
export type {
  PollLine,
  ScriptedProvider,
  ScriptedProviderOptions,
  SubmitLine,
} from './testing/scripted-provider.ts';
export { seededRandom } from './testing/seeded-random.ts';
export { VirtualClock } from './testing/virtual-clock.ts';
export { systemClock } from './seams/system-clock.ts';
