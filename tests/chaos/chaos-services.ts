import { type FakeProvider, type Rule, startFakeProvider } from '@understudy/testkit';

/** The two services of a chaos run. */
export interface ChaosServices {
  readonly lead: FakeProvider;
  readonly backup: FakeProvider;
}

/** What goes wrong at a service: replies lost after the charge, refusals, broken polls, tasks that nobody can solve. */
const faults: readonly Rule[] = [
  {
    label: 'reply lost after the charge',
    when: { endpoint: 'submit', probability: 0.01 },
    inject: { kind: 'reset-after-charge' },
  },
  {
    label: 'submit reset',
    when: { endpoint: 'submit', probability: 0.02 },
    inject: { kind: 'reset-before-headers' },
  },
  {
    label: 'poll reset',
    when: { endpoint: 'poll', probability: 0.03 },
    inject: { kind: 'reset-before-headers' },
  },
  {
    label: 'unsolvable',
    when: { endpoint: 'submit', probability: 0.02 },
    inject: { kind: 'unsolvable', refunded: true },
  },
];

/** Starts them; their tasks are solved as fast as thousands of jobs a minute need. */
export async function startServices(seed: string): Promise<ChaosServices> {
  const solveTime = { kind: 'lognormal', p50Ms: 1_500, p95Ms: 4_000, maxMs: 8_000 } as const;
  const common = { solveTime, balance: 1_000_000, rules: faults } as const;
  const [lead, backup] = await Promise.all([
    startFakeProvider({ ...common, seed: `${seed}-lead` }),
    startFakeProvider({ ...common, seed: `${seed}-backup` }),
  ]);
  return { lead, backup };
}

/** Where the services are, for the worker processes. */
export interface ServicePlaces {
  readonly lead: { readonly url: string; readonly apiKey: string };
  readonly backup: { readonly url: string; readonly apiKey: string };
}

export const placesOf = ({ lead, backup }: ChaosServices): ServicePlaces => ({
  lead: { url: lead.url, apiKey: lead.apiKey },
  backup: { url: backup.url, apiKey: backup.apiKey },
});
