import { ProviderError } from '../../errors/provider-error.ts';
import type { Verdict } from '../../health/stage-verdict.ts';
import type { SolveLaw } from '../../health/solve-law.ts';
import type { CallContext } from '../../provider/call-context.ts';
import type { PollManyEntry, PollResult } from '../../provider/poll-result.ts';
import type { Limits, Retention, Supports } from '../../provider/supports.ts';
import type { Ticket } from '../../provider/ticket.ts';
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
  /** How long answers of a type are known to take. @default nobody knows */
  lawOf?(taskType: string): SolveLaw | undefined;
  /** Whether the service can be asked for several tickets at once. @default not */
  readonly batchPoll?: Supports['batchPoll'];
  /**
   * What it says to the n-th batch, from 0; undefined stands for what it would say to each of the tickets. Plain
   * JavaScript may answer anything.
   */
  replyMany?(batch: number, ticketIds: readonly string[], signal: AbortSignal): unknown;
}

/** A service that is asked for up to a hundred tickets at once. */
export const inBatches = { batchPoll: { maxTickets: 100, taskTypes: ['turnstile'] } } as const;

interface Sent {
  readonly ticketId: string;
  readonly at: number;
}

interface SentBatch {
  readonly ticketIds: readonly string[];
  readonly at: number;
  readonly context: CallContext;
}

/** A poller of the account `lead`, in a world where time passes only when told to. */
export interface PollerWorld {
  readonly clock: VirtualClock;
  readonly poller: Poller;
  /** Single polls. */
  readonly sent: readonly Sent[];
  readonly batches: readonly SentBatch[];
  /** When a ticket was asked for by itself. */
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

export function pollerWorld(options: PollerOptionsForTest): PollerWorld {
  const { reply, limits, retention, batchPoll, replyMany, lawOf } = options;
  const clock = new VirtualClock();
  const observed = observedClock(clock);
  const sent: Sent[] = [];
  const batches: SentBatch[] = [];
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
    supports: { retention: retention ?? {}, batchPoll },
  });
  const asked = new Map<string, number>();
  const say = async (ticketId: string, signal: AbortSignal): Promise<PollResult> => {
    const poll = asked.get(ticketId) ?? 0;
    asked.set(ticketId, poll + 1);
    const said = reply(poll, ticketId);
    if (said instanceof ProviderError) throw said;
    return typeof said === 'function' ? await said(signal) : said;
  };
  const request = async <T>(call: () => Promise<T>): Promise<T> => {
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    try {
      return await call();
    } finally {
      inFlight -= 1;
    }
  };
  provider.poll = async (ticket, { signal }) => {
    const ticketId = idOf(ticket);
    sent.push({ ticketId, at: clock.now() });
    return request(() => say(ticketId, signal));
  };
  if (batchPoll !== undefined)
    provider.pollMany = async (tickets, context) => {
      const ticketIds = tickets.map(idOf);
      const { signal } = context;
      const said = replyMany?.(batches.length, ticketIds, signal);
      batches.push({ ticketIds, at: clock.now(), context });
      if (said instanceof ProviderError) throw said;
      // A plug-in in plain JavaScript may answer anything.
      return request(async () =>
        said === undefined
          ? Promise.all(ticketIds.map((ticketId) => say(ticketId, signal)))
          : ((await Promise.resolve(said)) as readonly PollManyEntry[]),
      );
    };
  const poller = new Poller({
    provider,
    clock: observed.clock,
    random: seededRandom(3),
    ...(lawOf !== undefined && { lawOf }),
    onPolled: (verdict) => verdicts.push(verdict),
    onPollFailed: ({ code }, attemptId) => failures.push(`${attemptId} ${code}`),
    onAccountTrouble: ({ code }) => faults.push(code),
  });
  return {
    clock,
    poller,
    sent,
    batches,
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

const idOf = ({ id }: Ticket): string => (typeof id === 'string' ? id : '');
