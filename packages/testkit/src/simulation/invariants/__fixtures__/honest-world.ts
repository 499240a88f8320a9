import type { Decision, ProviderHealth, RouterEvent } from '@understudy/core';

import type { Happening } from '../happening.ts';
import type { ServiceFacts, WorldFacts } from '../world-facts.ts';

const startEpochMs = 1_800_000_000_000;

const serviceOf = (providerId: string): ServiceFacts => ({
  providerId,
  service: providerId,
  price: 1,
  taskTypes: ['turnstile'],
  firstWaitMs: 1_000,
  pollFloorMs: 1_000,
  lifetimeMs: 900_000,
  submits: { count: 2, perMs: 1_000 },
  hasFreeLook: false,
});

export const twoServices: WorldFacts = { services: [serviceOf('A'), serviceOf('B')] };

// The keys of a body decide which event it is, which TypeScript cannot follow through Omit.
export const eventAt = (atMs: number, body: object): Happening => ({
  kind: 'event',
  atMs,
  event: { ...body, atMs, atEpochMs: startEpochMs + atMs } as RouterEvent,
});

export const healthOf = (
  providerId: string,
  changes: Partial<ProviderHealth> = {},
): ProviderHealth => ({
  providerId,
  service: providerId,
  breaker: { state: 'closed' },
  types: {},
  slots: { inUse: 0, limit: undefined },
  isDrained: false,
  spend: { paid: 0, maybePaid: 0, refunded: 0, amounts: {} },
  judgements: { accepted: 0, rejected: 0 },
  ...changes,
});

export const healthAt = (
  atMs: number,
  { runningTasks, providers }: { runningTasks: number; providers: readonly ProviderHealth[] },
): Happening => ({
  kind: 'health',
  atMs,
  health: {
    providers,
    isOwnNetworkSuspected: false,
    runningTasks,
    openTickets: 0,
    spend: [],
    stopLoss: undefined,
  },
});

/** A provider as a strategy that weighs losses saw it. */
export const scored = (providerId: string, loss: number): Decision['considered'][number] => ({
  providerId,
  price: 1,
  obstacle: undefined,
  score: { loss, healthyLoss: loss, healthy: 1, likely: { healthy: 1 } },
});

export const decisionFor = (providerId: string, changes: Partial<Decision> = {}): Decision => ({
  providerId,
  reason: 'first',
  isProbe: false,
  considered: [{ providerId, price: 1, obstacle: undefined }],
  ...changes,
});

const cost = { amount: 1, currency: 'USD', basis: 'listed' } as const;
const paid = { spend: { paid: 1, maybePaid: 0, refunded: 0, amounts: { USD: 1 } } };

/** What happens of one task that A solves: the honest history that each lie changes. */
export function solvedTask(name = '1', from = 0): readonly Happening[] {
  const names = { taskId: `task-${name}`, attemptId: `attempt-${name}`, providerId: 'A' };
  const { attemptId, providerId } = names;
  const [callId, ticket] = [`call-${name}`, `ticket-${name}`];
  const at = (ms: number): number => from + ms;
  return [
    {
      kind: 'called',
      atMs: at(0),
      callId,
      key: `k${name}`,
      taskType: 'turnstile',
      deadlineMs: 120_000,
    },
    eventAt(at(0), {
      type: 'task-started',
      taskId: names.taskId,
      taskType: 'turnstile',
      deadlineMs: 120_000,
    }),
    eventAt(at(0), { type: 'attempt-started', ...names, decision: decisionFor('A') }),
    { kind: 'submit-received', atMs: at(0), attemptId, providerId, key: `k${name}` },
    { kind: 'accepted', atMs: at(0), attemptId, providerId, ticket, price: 1 },
    { kind: 'submit-replied', atMs: at(300), attemptId, providerId, reply: 'accepted' },
    eventAt(at(300), { type: 'attempt-accepted', ...names, ticket: { name: ticket } }),
    { kind: 'poll-received', atMs: at(5_300), providerId, ticket },
    { kind: 'poll-replied', atMs: at(5_300), providerId, ticket, reply: 'pending' },
    { kind: 'ready', atMs: at(8_000), providerId, ticket },
    { kind: 'poll-received', atMs: at(10_300), providerId, ticket },
    { kind: 'poll-replied', atMs: at(10_300), providerId, ticket, reply: 'solved' },
    eventAt(at(10_300), {
      type: 'attempt-ended',
      ...names,
      outcome: 'solved',
      charged: 'yes',
      cost,
      durationMs: 10_300,
    }),
    eventAt(at(10_300), {
      type: 'task-settled',
      taskId: names.taskId,
      outcome: 'solved',
      durationMs: 10_300,
      attempts: [],
    }),
    { kind: 'settled', atMs: at(10_300), callId, outcome: 'solved', token: ticket, listeners: 0 },
  ];
}

/** One solved task, what the router says of itself afterwards, and its end. */
export const honestWorld = (): readonly Happening[] => [
  ...solvedTask(),
  healthAt(10_300, { runningTasks: 0, providers: [healthOf('A', paid), healthOf('B')] }),
  { kind: 'closed', atMs: 200_000, openTickets: [], pendingSleeps: 0 },
];
