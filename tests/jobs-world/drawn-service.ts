import { ProviderError, type ProviderV1, taskSchemas } from '@understudy/core/provider';
import { seededRandom } from '@understudy/core/testing';

/** What a service of the world has accepted. */
export interface AcceptedTask {
  readonly id: string;
  readonly pageUrl: string;
  readonly acceptedAt: number;
  readonly readyAt: number;
  readonly isUnsolvable: boolean;
  deliveredAt?: number;
}

interface ServiceInit {
  readonly id: string;
  readonly seed: string;
  /** Without them everything goes well. */
  readonly hasFaults: boolean;
}

/** A service whose ways are drawn from a seed, on the router's clock; several routers may use it. */
export interface DrawnService extends ProviderV1 {
  readonly accepted: readonly AcceptedTask[];
}

const fastestMs = 4_000;
const slowestMs = 40_000;
/** Down for ten minutes in every three hours. */
const outage = { everyMs: 3 * 3_600_000, forMs: 600_000 } as const;

export function drawnService({ id, seed, hasFaults }: ServiceInit): DrawnService {
  const random = seededRandom(`${seed}/${id}`);
  const accepted: AcceptedTask[] = [];
  const byId = new Map<string, AcceptedTask>();
  const happens = (share: number): boolean => hasFaults && random.next() < share;
  const isDown = (now: number): boolean =>
    hasFaults && now % outage.everyMs > outage.everyMs - outage.forMs;
  const fail = (
    code:
      | 'provider-unavailable'
      | 'unreachable'
      | 'outcome-unknown'
      | 'task-unsolvable'
      | 'ticket-lost',
    operation: 'submit' | 'poll',
  ) => new ProviderError({ code, providerId: id, operation, message: `${id} said ${code}` });
  return {
    specificationVersion: 'v1',
    id,
    service: id,
    accepted,
    supports: {
      taskTypes: { turnstile: taskSchemas.turnstile },
      pricing: { kind: 'per-solve', price: { currency: 'USD', perThousand: { default: 2 } } },
      limits: { firstWaitMs: 3_000, pollFloorMs: 3_000 },
      retention: {},
    },
    async submit(task, { clock }) {
      await clock.sleep(100 + Math.floor(random.next() * 400));
      const now = clock.now();
      if (isDown(now)) throw fail('unreachable', 'submit');
      if (happens(0.03)) throw fail('unreachable', 'submit');
      const solveMs = fastestMs + random.next() ** 2 * (slowestMs - fastestMs);
      const one: AcceptedTask = {
        id: `${id}-${accepted.length + 1}`,
        pageUrl: String(Object(task).pageUrl),
        acceptedAt: now,
        readyAt: now + solveMs,
        isUnsolvable: happens(0.02),
      };
      accepted.push(one);
      byId.set(one.id, one);
      if (happens(0.01)) throw fail('outcome-unknown', 'submit');
      return { status: 'accepted', ticket: { id: one.id } };
    },
    async poll(ticket, { clock }) {
      await clock.sleep(50);
      if (isDown(clock.now()) || happens(0.03)) throw fail('provider-unavailable', 'poll');
      const one = byId.get(`${Object(ticket).id}`);
      if (one === undefined) return { status: 'failed', error: fail('ticket-lost', 'poll') };
      if (clock.now() < one.readyAt) return { status: 'pending' };
      one.deliveredAt ??= clock.now();
      if (one.isUnsolvable) return { status: 'failed', error: fail('task-unsolvable', 'poll') };
      return { status: 'solved', solution: { type: 'turnstile', token: one.id } };
    },
  };
}
