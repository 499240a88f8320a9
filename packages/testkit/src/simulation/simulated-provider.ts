import {
  type CallContext,
  type PollResult,
  ProviderError,
  type ProviderErrorCode,
  type ProviderV1,
  type Random,
  type Submission,
  type Task,
  taskSchemas,
  type Ticket,
} from '@understudy/core/provider';
import { seededRandom } from '@understudy/core/testing';

import { regimeAt, type Scenario } from './scenario.ts';
import type { ServiceModel } from './service.ts';
import type { TaskBook } from './task-book.ts';

const rejectionMs = 300;
const acceptanceMs = 300;
const silenceMs = 10_000;
const chargedWhenSilent = 0.7;
const longPollMs = 9_000;

export interface SimulatedProviderOptions {
  readonly service: ServiceModel;
  readonly scenario: Scenario;
  readonly seed: string;
  readonly book: TaskBook;
  /** Holds each poll until the answer is there: for an oracle, which is not to lose time by polling. */
  readonly hearsAtOnce: boolean;
}

/** A provider in a simulated world, and how many tasks it has in work. */
export interface SimulatedProvider extends ProviderV1 {
  readonly inWork: number;
}

interface Work {
  readonly readyAt: number;
  readonly isFailed: boolean;
  readonly taskName: string;
}

/** A service by its model and its scenario. The same draws meet the same submit of a task, whoever sends it. */
export function simulatedProvider(options: SimulatedProviderOptions): SimulatedProvider {
  const { service, scenario, seed, book, hearsAtOnce } = options;
  const { id, price, fail } = service;
  const works = new Map<string, Work>();
  const submitsOf = new Map<string, number>();
  let inWork = 0;

  const refusal = (code: ProviderErrorCode, charged: 'no' | 'unknown' = 'no'): ProviderError =>
    new ProviderError({
      code,
      providerId: id,
      operation: 'submit',
      message: `${id} said ${code}`,
      charged,
    });

  const drawsOf = (taskName: string): { readonly name: string; readonly random: Random } => {
    const count = (submitsOf.get(taskName) ?? 0) + 1;
    submitsOf.set(taskName, count);
    const name = `${id}:${taskName}:${count}`;
    return { name, random: seededRandom(`${seed}:${name}`) };
  };

  const accept = (
    name: string,
    work: Work & { readonly isWrong: boolean; readonly now: number },
  ): void => {
    const entry = book.of(work.taskName);
    entry.accepted += 1;
    entry.paid += price;
    works.set(name, work);
    if (work.isWrong) book.noteWrong(name);
  };

  const submit = async (task: Task, { clock }: CallContext): Promise<Submission> => {
    const taskName = nameOf(task);
    const { name, random } = drawsOf(taskName);
    const now = clock.now();
    const regime = regimeAt(scenario, service, now);
    book.of(taskName).submits += 1;
    const fate = random.next();
    const solveMs = service.medianMs * Math.exp(service.sigma * normal(random)) * regime.slowness;
    const neverDraw = random.next();
    const isFailed = random.next() < fail + (regime.fail - fail);
    const isWrong = random.next() < regime.wrong;
    const isCharged = random.next() < chargedWhenSilent;
    const readyAt = neverDraw < regime.never ? Infinity : now + solveMs;
    if (regime.isRevoked || inWork >= regime.slots || fate < regime.reject) {
      await clock.sleep(rejectionMs);
      if (regime.isRevoked) throw refusal('credentials-rejected');
      throw refusal(fate < regime.reject ? 'provider-unavailable' : 'at-capacity');
    }
    if (fate < regime.reject + regime.ambiguous) {
      if (isCharged) accept(name, { readyAt, isFailed, isWrong, taskName, now });
      await clock.sleep(silenceMs);
      throw refusal('outcome-unknown', 'unknown');
    }
    inWork += 1;
    void clock
      .sleep(Math.min(readyAt - now, 900_000), { keepAlive: false })
      .then(() => (inWork -= 1));
    accept(name, { readyAt, isFailed, isWrong, taskName, now });
    await clock.sleep(acceptanceMs);
    return { status: 'accepted', ticket: { name } };
  };

  const poll = async (ticket: Ticket, { clock }: CallContext): Promise<PollResult> => {
    const { name } = ticket;
    const work = typeof name === 'string' ? works.get(name) : undefined;
    if (typeof name !== 'string' || work === undefined)
      return { status: 'failed', error: lost(id) };
    const waitMs = Math.min(longPollMs, work.readyAt - clock.now());
    if (hearsAtOnce && waitMs > 0) await clock.sleep(waitMs);
    if (clock.now() < work.readyAt) return { status: 'pending' };
    works.delete(name);
    if (!work.isFailed) return { status: 'solved', solution: { type: 'turnstile', token: name } };
    const entry = book.of(work.taskName);
    entry.paid -= price;
    entry.refunded += 1;
    return { status: 'failed', error: unsolved(id) };
  };

  return {
    specificationVersion: 'v1',
    id,
    service: id,
    supports: {
      taskTypes: { turnstile: taskSchemas.turnstile },
      pricing: {
        kind: 'per-solve',
        price: { currency: 'USD', perThousand: { default: price * 1_000 } },
      },
      limits: { firstWaitMs: 1_000, pollFloorMs: hearsAtOnce ? 0 : 1_000 },
      retention: { fromAcceptedMs: 900_000 },
    },
    get inWork() {
      return inWork;
    },
    submit,
    poll,
  };
}

const lost = (providerId: string): ProviderError =>
  new ProviderError({
    code: 'ticket-lost',
    providerId,
    operation: 'poll',
    message: 'no such ticket',
    charged: 'yes',
  });

const unsolved = (providerId: string): ProviderError =>
  new ProviderError({
    code: 'task-unsolvable',
    providerId,
    operation: 'poll',
    message: 'could not be solved',
    charged: 'no',
  });

const nameOf = (task: Task): string => ('siteKey' in task ? String(task.siteKey) : '');

/** By Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
