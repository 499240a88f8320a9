import type { SolveLaw } from '../../health/solve-law.ts';
import type { PollResult } from '../../provider/poll-result.ts';
import type { Random } from '../../provider/random.ts';
import type { Limits } from '../../provider/supports.ts';
import { scriptedProvider } from '../../testing/scripted-provider.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { Poller } from '../poller.ts';

export interface SteadyLoadOptions {
  /** Tickets in flight: for each that is collected another one is accepted. */
  readonly inFlight: number;
  /** How long answers take, and whether the poller knows it. */
  readonly law: SolveLaw;
  readonly isLawKnown: boolean;
  readonly limits: Limits;
  /** At once; 1 where the service has no batches. */
  readonly maxTickets: number;
  readonly forMs: number;
}

export interface SteadyLoad {
  readonly requests: number;
  readonly collected: number;
  /** From the existence of an answer to its collection, on average. */
  readonly latenessMs: number;
}

const replyMs = 80;

/** Keeps so many tickets in flight at one service, and counts what it takes to collect them. */
export async function steadyLoad(options: SteadyLoadOptions): Promise<SteadyLoad> {
  const { inFlight, law, isLawKnown, limits, maxTickets, forMs } = options;
  const clock = new VirtualClock();
  const random = seededRandom('answers');
  const readyAt = new Map<string, number>();
  let [requests, collected, lateMs, accepted] = [0, 0, 0, 0];
  const answerOf = (id: unknown): PollResult =>
    (readyAt.get(String(id)) ?? 0) <= clock.now()
      ? { status: 'solved', solution: { type: 'turnstile', token: String(id) } }
      : { status: 'pending' };
  const asked = async (): Promise<void> => {
    requests += 1;
    await clock.sleep(replyMs / 2);
  };
  const provider = scriptedProvider({
    id: 'lead',
    limits,
    supports: { batchPoll: { maxTickets, taskTypes: ['turnstile'] } },
  });
  provider.poll = async ({ id }) => {
    await asked();
    const answer = answerOf(id);
    await clock.sleep(replyMs / 2);
    return answer;
  };
  if (maxTickets > 1)
    provider.pollMany = async (tickets) => {
      await asked();
      const answers = tickets.map(({ id }) => answerOf(id));
      await clock.sleep(replyMs / 2);
      return answers;
    };
  const poller = new Poller({
    provider,
    clock,
    random: seededRandom('noise'),
    lawOf: () => (isLawKnown ? law : undefined),
    onPolled: () => undefined,
    onPollFailed: () => undefined,
    onAccountTrouble: () => undefined,
  });
  const accept = (): void => {
    const id = String((accepted += 1));
    const answeredAt = clock.now() + Math.exp(law.mu + law.sigma * normal(random));
    readyAt.set(id, answeredAt);
    poller.watch({
      attemptId: id,
      ticket: { id },
      taskType: 'turnstile',
      hasCallback: false,
      acceptedAt: clock.now(),
      remainingMs: () => 60_000,
      onOutcome: () => {
        lateMs += clock.now() - answeredAt;
        collected += 1;
        accept();
      },
      onStranded: () => undefined,
      onUnanswered: () => undefined,
    });
  };
  for (let ticket = 0; ticket < inFlight; ticket += 1) {
    accept();
    await clock.advance(10_000 / inFlight);
  }
  await clock.advance(forMs);
  poller.stop();
  return { requests, collected, latenessMs: lateMs / collected };
}

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
