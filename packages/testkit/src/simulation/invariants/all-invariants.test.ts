import { describe, expect, it } from 'vitest';

import {
  decisionFor,
  scored,
  eventAt,
  healthAt,
  healthOf,
  honestWorld,
  solvedTask,
  twoServices,
} from './__fixtures__/honest-world.ts';
import { allInvariants } from './all-invariants.ts';
import type { Happening } from './happening.ts';
import type { InvariantId } from './invariant.ts';
import { type InvariantReport, WorldWatch } from './world-watch.ts';

type History = readonly Happening[];

/** Happenings belong to a time: a lie is put in where it happened. */
const inOrder = (history: History): History =>
  history.toSorted((left, right) => left.atMs - right.atMs);

function judge(history: History): InvariantReport {
  const watch = new WorldWatch({ facts: twoServices });
  for (const happening of history) watch.hear(happening);
  return watch.end();
}

const brokenBy = (history: History): readonly InvariantId[] => [
  ...new Set(judge(history).violations.map(({ invariant }) => invariant)),
];

const adding =
  (...lies: readonly Happening[]) =>
  (history: History): History =>
    inOrder([...history, ...lies]);

/** Of each happening that is of a kind, or of an event of a type. */
const changing =
  (name: string, change: (happening: Happening) => readonly Happening[]) =>
  (history: History): History =>
    history.flatMap((happening) => {
      const isIt =
        happening.kind === name || (happening.kind === 'event' && happening.event.type === name);
      return isIt ? change(happening) : [happening];
    });

const setting = (name: string, fields: object) =>
  changing(name, (happening) => [{ ...happening, ...fields }]);

const settingOfEvent = (name: string, fields: object) =>
  changing(name, (happening) =>
    happening.kind === 'event' ? [eventAt(happening.atMs, { ...happening.event, ...fields })] : [],
  );

const without = (name: string) => changing(name, () => []);

const attempt = (attemptId: string, providerId = 'B') => ({
  taskId: 'task-1',
  attemptId,
  providerId,
});

/** A second purchase for the first task, refused at once so that no money moves. */
const bought = (
  atMs: number,
  attemptId: string,
  { providerId = 'B', ...decision }: Parameters<typeof decisionFor>[1] = {},
): History => {
  const names = attempt(attemptId, providerId);
  return [
    eventAt(atMs, {
      type: 'attempt-started',
      ...names,
      decision: decisionFor(providerId, decision),
    }),
    { kind: 'submit-received', atMs, attemptId, providerId, key: 'k1' },
  ];
};

const ended = (atMs: number, attemptId: string, fields: object = {}): Happening =>
  eventAt(atMs, {
    type: 'attempt-ended',
    ...attempt(attemptId),
    outcome: 'refused',
    charged: 'no',
    cost: { amount: 0, currency: 'USD', basis: 'listed' },
    durationMs: 1,
    ...fields,
  });

const breaker = (atMs: number, service: string, state: string): Happening =>
  eventAt(atMs, { type: 'breaker-changed', service, providerId: service, state });

const latched = (atMs: number, providerId: string): Happening =>
  eventAt(atMs, {
    type: 'account-latched',
    providerId,
    code: 'credentials-rejected',
    nextLookMs: 300_000,
  });

const closedHealth = (changes: Parameters<typeof healthOf>[1]) =>
  healthAt(199_000, {
    runningTasks: 0,
    providers: [
      healthOf('A', { spend: { paid: 1, maybePaid: 0, refunded: 0, amounts: { USD: 1 } } }),
      healthOf('B', changes),
    ],
  });

/** A call that fails without an attempt. */
const failing = (name: string, atMs: number): History => {
  const taskId = `task-${name}`;
  return [
    { kind: 'called', atMs, callId: name, key: name, taskType: 'turnstile', deadlineMs: 60_000 },
    eventAt(atMs, { type: 'task-started', taskId, taskType: 'turnstile', deadlineMs: 60_000 }),
    eventAt(atMs, {
      type: 'task-settled',
      taskId,
      outcome: 'failed',
      code: 'deadline-exceeded',
      durationMs: 0,
      attempts: [],
    }),
    { kind: 'settled', atMs, callId: name, outcome: 'failed', listeners: 0 },
  ];
};

/** A task that is refused by B, where it is a probe. */
const probing = (name: string, atMs: number): History => {
  const names = { taskId: `task-${name}`, attemptId: name, providerId: 'B' };
  const [call, start, ...end] = failing(name, atMs);
  const decision = decisionFor('B', { isProbe: true });
  return [
    ...(call === undefined || start === undefined ? [] : [call, start]),
    eventAt(atMs, { type: 'attempt-started', ...names, decision }),
    { kind: 'submit-received', atMs, attemptId: name, providerId: 'B', key: name },
    ended(atMs, name, names),
    ...end,
  ];
};

const lies: readonly (readonly [InvariantId, string, (history: History) => History])[] = [
  ['I1', 'a call settles after its deadline', setting('called', { deadlineMs: 10_000 })],
  ['I1', 'a call never settles', without('settled')],
  [
    'I1',
    'a call settles twice',
    adding({ kind: 'settled', atMs: 10_300, callId: 'call-1', outcome: 'solved', listeners: 0 }),
  ],
  [
    'I2',
    'the router runs a task that never started',
    adding(healthAt(11_000, { runningTasks: 1, providers: [] })),
  ],
  [
    'I3',
    'a ticket is dropped without a word',
    (history) =>
      without('poll-replied')(
        without('poll-received')(
          settingOfEvent('task-settled', { outcome: 'failed', code: 'deadline-exceeded' })(
            setting('settled', { outcome: 'failed', token: undefined })(
              without('attempt-ended')(history),
            ),
          ),
        ),
      ),
  ],
  ['I3', 'a ticket is given up before its time', without('poll-replied')],
  [
    'I3',
    'an answer that was there is never asked for',
    (history) =>
      inOrder([
        ...without('attempt-ended')(without('poll-replied')(without('closed')(history))),
        ended(900_300, 'attempt-1', { providerId: 'A', outcome: 'failed', charged: 'yes' }),
        { kind: 'closed', atMs: 999_000, openTickets: [], pendingSleeps: 0 },
      ]),
  ],
  [
    'I4',
    'a task goes to a third provider while it is live at two',
    adding(
      ...bought(1_000, 'attempt-2', {
        reason: 'rescue',
        weighed: { kind: 'rescue', now: 1, later: 2 },
      }),
      ...bought(3_000, 'attempt-3', { providerId: 'C', reason: 'after-patience' }),
      ended(9_000, 'attempt-2'),
      ended(9_000, 'attempt-3'),
    ),
  ],
  [
    'I4',
    'a task goes twice to where it is live',
    adding(
      ...bought(1_000, 'attempt-2', { providerId: 'A', reason: 'after-patience' }),
      ended(9_000, 'attempt-2', { providerId: 'A' }),
    ),
  ],
  [
    'I4',
    'a second purchase has no reason',
    adding(...bought(1_000, 'attempt-2'), ended(9_000, 'attempt-2')),
  ],
  ['I5', 'the router denies a payment', settingOfEvent('attempt-ended', { charged: 'no' })],
  [
    'I5',
    'the ledger forgets an acceptance',
    adding(closedHealth({ spend: { paid: 1, maybePaid: 0, refunded: 0, amounts: { USD: 1 } } })),
  ],
  ['I5', 'a budget is exceeded', setting('called', { budget: 0.5 })],
  ['I6', 'a task goes to an open provider', (history) => [breaker(0, 'A', 'open'), ...history]],
  [
    'I6',
    'a provider is probed twice at a time',
    adding(
      breaker(20_000, 'B', 'open'),
      breaker(80_000, 'B', 'probing'),
      ...probing('x', 80_000),
      ...probing('y', 90_000),
    ),
  ],
  ['I6', 'a task goes to a latched account', (history) => [latched(0, 'A'), ...history]],
  ['I7', 'a timer is left', setting('closed', { pendingSleeps: 1 })],
  ['I7', 'a listener is left on a signal', setting('settled', { listeners: 1 })],
  [
    'I7',
    'a poll is sent after the end',
    adding({ kind: 'poll-received', atMs: 300_000, providerId: 'B', ticket: 'other' }),
  ],
  ['I8', 'a task gets the answer to another', setting('called', { key: 'k2' })],
  [
    'I8',
    'an answer is given away twice',
    (history) =>
      setting('called', { key: 'k1' })(
        inOrder([...without('health')(history), ...solvedTask('2', 20_000)]).map((happening) =>
          happening.kind === 'settled' ? { ...happening, token: 'ticket-1' } : happening,
        ),
      ),
  ],
  [
    'I9',
    'a task fails while a provider was not tried',
    (history) =>
      inOrder([
        ...history,
        ...failing('x', 60_000).map((happening) =>
          happening.kind === 'event'
            ? eventAt(happening.atMs, { ...happening.event, code: 'all-attempts-failed' })
            : happening,
        ),
      ]),
  ],
  [
    'I10',
    'a ticket is asked for too soon',
    adding({ kind: 'poll-received', atMs: 5_900, providerId: 'A', ticket: 'ticket-1' }),
  ],
  [
    'I10',
    'Retry-After is not heeded by a poll',
    adding({
      kind: 'poll-replied',
      atMs: 6_000,
      providerId: 'A',
      ticket: 'other',
      reply: 'error',
      retryAfterMs: 30_000,
    }),
  ],
  [
    'I10',
    'the pace of submits is broken',
    (history) =>
      inOrder([...without('health')(history), ...solvedTask('2', 1), ...solvedTask('3', 2)]),
  ],
  [
    'I11',
    'a provider is still open an hour later',
    adding(
      breaker(20_000, 'B', 'open'),
      { kind: 'rested', atMs: 150_000 },
      closedHealth({ breaker: { state: 'open' } }),
    ),
  ],
  [
    'I11',
    'tasks fail an hour later',
    adding({ kind: 'rested', atMs: 150_000 }, ...failing('x', 160_000), ...failing('y', 170_000)),
  ],
  [
    'I12',
    'probabilities do not add up',
    adding({ kind: 'believed', atMs: 5_000, providerId: 'A', probabilities: [0.9, 0.2] }),
  ],
  [
    'I12',
    'the event log, folded anew, says something else',
    adding({ kind: 'refolded', atMs: 199_000, providerId: 'A', held: 0.9, folded: 0.8 }),
  ],
  ['I12', 'a figure is not a number', adding(closedHealth({ slots: { inUse: NaN, limit: 2 } }))],
  ['I13', 'a second run differs', adding({ kind: 'replayed', atMs: 300_000, isSame: false })],
  [
    'I14',
    'something is bought after the abort',
    (history) =>
      inOrder([
        ...settingOfEvent('task-settled', { outcome: 'aborted' })(history),
        { kind: 'aborted', atMs: 10_300, callId: 'call-1' },
        ...bought(20_000, 'attempt-2', { reason: 'after-failure' }),
      ]),
  ],
  ['I14', 'an abort takes long', adding({ kind: 'aborted', atMs: 10_200, callId: 'call-1' })],
  [
    'I15',
    'a decision leads elsewhere',
    settingOfEvent('attempt-started', {
      decision: decisionFor('A', {
        considered: [scored('B', 1), scored('A', 1.2)],
        weighed: { kind: 'least-loss', current: undefined },
      }),
    }),
  ],
  [
    'I15',
    'a look was not paid for',
    settingOfEvent('attempt-started', {
      decision: decisionFor('A', {
        considered: [scored('B', 1), scored('A', 1.2)],
        weighed: { kind: 'look', paid: 0.1, price: 0.2 },
      }),
    }),
  ],
  [
    'I16',
    'a wait is negative',
    adding(eventAt(20_000, { type: 'task-waiting', taskId: 'task-1', untilMs: -5 })),
  ],
  [
    'I16',
    'every breaker opens when the clock jumps',
    adding(
      { kind: 'wall-jumped', atMs: 20_000, byMs: 0 },
      breaker(20_000, 'A', 'open'),
      breaker(20_000, 'B', 'open'),
    ),
  ],
  ['I16', 'an answer has expired', setting('settled', { freshForMs: -1 })],
];

describe('allInvariants', () => {
  it('finds nothing wrong with an honest world, and has looked', () => {
    const report = judge(honestWorld());
    expect(report.violations).toEqual([]);
    expect(report.checked).toBeGreaterThan(20);
  });

  it.each(lies)('%s alone is broken when %s', (invariant, _, lie) => {
    expect(brokenBy(lie(honestWorld()))).toEqual([invariant]);
  });

  it('has a lie for each of the sixteen', () => {
    expect(new Set(lies.map(([invariant]) => invariant))).toEqual(
      new Set(Object.keys(allInvariants)),
    );
    expect(Object.keys(allInvariants)).toHaveLength(16);
  });

  it('says when it happened, and to which task', () => {
    const history = settingOfEvent('attempt-ended', { charged: 'no' })(honestWorld());
    expect(judge(history).violations).toEqual([
      { invariant: 'I5', atMs: 10_300, taskId: 'task-1', message: expect.stringContaining('paid') },
    ]);
  });

  it('is silent about what a world breaks by design', () => {
    const watch = new WorldWatch({ facts: twoServices, exempt: ['I7'] });
    for (const happening of setting('closed', { pendingSleeps: 1 })(honestWorld()))
      watch.hear(happening);
    expect(watch.end().violated).toBe(0);
  });
});
