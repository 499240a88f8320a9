import type { Rule } from './rule.ts';

/** A set of rules with a name. The label of each rule is its own, lest two of them share a draw. */
export interface FaultScenario {
  readonly name: string;
  /** What goes wrong, in a sentence. */
  readonly about: string;
  readonly rules: readonly Rule[];
}

/** What often goes wrong with solving services, as data: for the admin API, the command line and `use()`. */
export const faultScenarios: readonly FaultScenario[] = [
  {
    name: 'brownout',
    about: 'One request in four gets a 503, and one in four of the others waits three seconds.',
    rules: [
      {
        label: 'brownout: unavailable',
        when: { probability: 0.25 },
        inject: { kind: 'http-status', status: 503, retryAfterSeconds: 2 },
      },
      {
        label: 'brownout: late',
        when: { probability: 0.25 },
        inject: { kind: 'delay', ms: 3_000 },
      },
    ],
  },
  {
    name: 'outage',
    about: 'Nobody listens for thirty seconds from now; then all is well again.',
    rules: [{ label: 'outage', when: { ttlMs: 30_000 }, inject: { kind: 'refuse' } }],
  },
  {
    name: 'flapping',
    about: 'Five seconds of 502 pages and five good seconds, in turn.',
    rules: [
      {
        label: 'flapping',
        when: { flap: { periodMs: 10_000, duty: 0.5 } },
        inject: { kind: 'http-status', status: 502 },
      },
    ],
  },
  {
    name: 'slow',
    about: 'Tasks take four times as long, and all other replies a second and a half or more.',
    rules: [
      { label: 'slow: tasks', when: { endpoint: 'submit' }, inject: { kind: 'slow', factor: 4 } },
      {
        label: 'slow: replies',
        inject: { kind: 'latency', law: { kind: 'lognormal', p50Ms: 1_500, p95Ms: 6_000 } },
      },
    ],
  },
  {
    name: 'overloaded',
    about:
      'Half of the submits find no slot, the tasks of the others take thrice as long, and one poll in five gets a 429.',
    rules: [
      {
        label: 'overloaded: no slot',
        when: { endpoint: 'submit', probability: 0.5 },
        inject: { kind: 'no-slot' },
      },
      {
        label: 'overloaded: slow',
        when: { endpoint: 'submit' },
        inject: { kind: 'slow', factor: 3 },
      },
      {
        label: 'overloaded: too many polls',
        when: { endpoint: 'poll', probability: 0.2 },
        inject: { kind: 'http-status', status: 429, retryAfterSeconds: 5 },
      },
    ],
  },
  {
    name: 'lossy-submits',
    about: 'The reply to one submit in four is lost, more often than not after the task was paid.',
    rules: [
      {
        label: 'lossy-submits: after the charge',
        when: { endpoint: 'submit', probability: 0.12 },
        inject: { kind: 'reset-after-charge' },
      },
      {
        label: 'lossy-submits: silence',
        when: { endpoint: 'submit', probability: 0.05 },
        inject: { kind: 'hang-before-headers' },
      },
      {
        label: 'lossy-submits: before the charge',
        when: { endpoint: 'submit', probability: 0.1 },
        inject: { kind: 'reset-before-headers' },
      },
    ],
  },
  {
    name: 'wrong-answers',
    about: 'Three tasks in ten get an answer that nobody takes, and one in ten none at all.',
    rules: [
      {
        label: 'wrong-answers: wrong',
        when: { endpoint: 'submit', probability: 0.3 },
        inject: { kind: 'wrong-answer' },
      },
      {
        label: 'wrong-answers: none',
        when: { endpoint: 'submit', probability: 0.14 },
        inject: { kind: 'unsolvable' },
      },
    ],
  },
  {
    name: 'hostile-network',
    about: 'One reply in four is reset, cut, garbled, stuck, or the page of somebody on the way.',
    rules: [
      {
        label: 'hostile-network: reset',
        when: { probability: 0.05 },
        inject: { kind: 'reset-before-headers' },
      },
      {
        label: 'hostile-network: cut',
        when: { probability: 0.05 },
        inject: { kind: 'mid-body-close' },
      },
      {
        label: 'hostile-network: garbled',
        when: { probability: 0.05 },
        inject: { kind: 'garbage-bytes' },
      },
      {
        label: 'hostile-network: stuck',
        when: { probability: 0.05 },
        inject: { kind: 'hang-mid-body' },
      },
      {
        label: 'hostile-network: page',
        when: { probability: 0.06 },
        inject: { kind: 'html-200' },
      },
    ],
  },
];

/** The rules of a scenario; undefined where none has the name. */
export const rulesOfScenario = (name: string): readonly Rule[] | undefined =>
  faultScenarios.find((scenario) => scenario.name === name)?.rules;
