import { ProviderError } from '../../errors/provider-error.ts';
import type { Verdict } from '../../health/evidence.ts';
import type { PollResult } from '../../provider/poll-result.ts';
import type { Limits, Retention } from '../../provider/supports.ts';
import { scriptedProvider } from '../../testing/scripted-provider.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import { observedClock } from '../../__fixtures__/observed-clock.ts';
import { Poller } from '../poller.ts';
import type { TicketOutcome, TicketToWatch, TicketWatch } from '../ticket-watch.ts';

/** What the service says to a poll; an error is a rejection, a function takes its time. */
export type Reply = PollResult | ProviderError | ((signal: AbortSignal) => Promise<PollResult>);

export const pending: PollResult = { status: 'pending' };
export const solved: PollResult = {
  status: 'solved',
  solution: { type: 'turnstile', token: '0.answer' },
};
/** Silent until it is ended, as `fetch` is. */
export const hanging = async (signal: AbortSignal): Promise<PollResult> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

export interface PollerOptionsForTest {
  /** What the service says to the n-th poll of a ticket, from 0. */
  reply(poll: number, ticketId: string): Reply;
  readonly limits?: Partial<Limits>;
  readonly retention?: Retention;
}

interface Sent {
  readonly ticketId: string;
  readonly at: number;
}

/** A poller of the account `lead`, in a world where time passes only when told to. */
export interface PollerWorld {
  readonly clock: VirtualClock;
  readonly poller: Poller;
  readonly sent: readonly Sent[];
  /** When a ticket was asked for. */
  pollsOf(ticketId?: string): readonly number[];
  readonly outcomes: ReadonlyMap<string, readonly TicketOutcome[]>;
  readonly verdicts: readonly Verdict[];
  readonly failures: readonly string[];
  readonly faults: readonly string[];
  readonly stranded: readonly string[];
  readonly mostInFlight: number;
  /** Whether anybody asleep may keep a script alive. */
  readonly keepsAlive: boolean;
  watch(ticketId?: string, subject?: Partial<TicketToWatch>): TicketWatch;
}

export function pollerWorld({ reply, limits, retention }: PollerOptionsForTest): PollerWorld {
  const clock = new VirtualClock();
  const observed = observedClock(clock);
  const sent: Sent[] = [];
  const outcomes = new Map<string, TicketOutcome[]>();
  const verdicts: Verdict[] = [];
  const failures: string[] = [];
  const faults: string[] = [];
  const stranded: string[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const provider = scriptedProvider({
    id: 'lead',
    limits: { firstWaitMs: 7_000, pollFloorMs: 5_000, ...limits },
    supports: { retention: retention ?? {} },
  });
  provider.poll = async ({ id }, { signal }) => {
    const ticketId = typeof id === 'string' ? id : '';
    const poll = sent.filter((one) => one.ticketId === ticketId).length;
    sent.push({ ticketId, at: clock.now() });
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    try {
      const said = reply(poll, ticketId);
      if (said instanceof ProviderError) throw said;
      return typeof said === 'function' ? await said(signal) : said;
    } finally {
      inFlight -= 1;
    }
  };
  const poller = new Poller({
    provider,
    clock: observed.clock,
    random: seededRandom(3),
    onPolled: (verdict) => verdicts.push(verdict),
    onPollFailed: ({ code }, attemptId) => failures.push(`${attemptId} ${code}`),
    onAccountTrouble: ({ code }) => faults.push(code),
  });
  return {
    clock,
    poller,
    sent,
    outcomes,
    verdicts,
    failures,
    faults,
    stranded,
    pollsOf: (ticketId = 'first') =>
      sent.filter((one) => one.ticketId === ticketId).map(({ at }) => at),
    get mostInFlight() {
      return mostInFlight;
    },
    get keepsAlive() {
      return observed.keepers() > 0;
    },
    watch: (ticketId = 'first', subject = {}) =>
      poller.watch({
        hasCallback: false,
        attemptId: `attempt-${ticketId}`,
        ticket: { id: ticketId },
        taskType: 'turnstile',
        acceptedAt: clock.now(),
        remainingMs: () => 60_000,
        onOutcome: (outcome) =>
          outcomes.set(ticketId, [...(outcomes.get(ticketId) ?? []), outcome]),
        onUnanswered: () => undefined,
        onStranded: () => stranded.push(ticketId),
        ...subject,
      }),
  };
}
