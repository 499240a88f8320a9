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

/** Shares of what a service in its usual health does. */
const usual = { rejected: 0.001, silent: 0.001, never: 0.003, failed: 0.03, wrong: 0.005 };
const replyMs = 300;
const silenceMs = 10_000;
/** Lognormal around 10 s, as pages' tokens take. */
const medianSolveMs = 10_000;
const sigma = 0.5;

interface Work {
  readonly readyAt: number;
  readonly isFailed: boolean;
}

export interface BenchProvider extends ProviderV1 {
  /**
   * Whether it takes tasks for some that it has had for a while: they are answered as those are that happen to be in
   * work at some instant. Fills a world with as many tasks as it will hold, without living through how they came.
   */
  isFilling: boolean;
}

/** A service in memory that answers at once and in its usual health; the same draws for the same place. */
export function benchProvider(place: number): BenchProvider {
  const id = `provider-${place}`;
  const random = seededRandom(id);
  const works = new Map<string, Work>();
  let count = 0;

  const refusal = (code: ProviderErrorCode, operation: 'submit' | 'poll'): ProviderError =>
    new ProviderError({ code, providerId: id, operation, message: `${id} said ${code}` });

  /** Of the tasks in work at an instant long ones are a greater share, and a random part of each is left. */
  const solveMs = (isFilling: boolean): number => {
    if (random.next() < usual.never) return Infinity;
    const lawMs = medianSolveMs * Math.exp(sigma * normal(random));
    return isFilling ? random.next() * lawMs * Math.exp(sigma * sigma) : lawMs;
  };

  async function submit(
    this: BenchProvider,
    _task: Task,
    { clock }: CallContext,
  ): Promise<Submission> {
    const fate = random.next();
    if (fate < usual.silent) {
      await clock.sleep(silenceMs);
      throw refusal('outcome-unknown', 'submit');
    }
    await clock.sleep(replyMs);
    if (fate < usual.silent + usual.rejected) throw refusal('rate-limited', 'submit');
    count += 1;
    const name = `${id}-${count}`;
    const isFailed = random.next() < usual.failed;
    works.set(name, { readyAt: clock.now() + solveMs(this.isFilling), isFailed });
    return { status: 'accepted', ticket: { name } };
  }

  async function poll({ name }: Ticket, { clock }: CallContext): Promise<PollResult> {
    const work = typeof name === 'string' ? works.get(name) : undefined;
    if (work === undefined || typeof name !== 'string')
      return { status: 'failed', error: refusal('ticket-lost', 'poll') };
    if (clock.now() < work.readyAt) return { status: 'pending' };
    works.delete(name);
    if (work.isFailed) return { status: 'failed', error: refusal('task-unsolvable', 'poll') };
    const isWrong = random.next() < usual.wrong;
    return { status: 'solved', solution: { type: 'turnstile', token: isWrong ? 'wrong' : name } };
  }

  return {
    specificationVersion: 'v1',
    id,
    service: id,
    isFilling: false,
    supports: {
      taskTypes: { turnstile: taskSchemas.turnstile },
      // Each a little dearer than the one before, so that there is something to weigh.
      pricing: {
        kind: 'per-solve',
        price: { currency: 'USD', perThousand: { default: 1 + place * 0.2 } },
      },
      limits: { firstWaitMs: 5_000, pollFloorMs: 2_000 },
      retention: { fromAcceptedMs: 900_000 },
    },
    submit,
    poll,
    report: async () => undefined,
  };
}

/** By Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
