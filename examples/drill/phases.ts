import type { Rule } from '@understudy/testkit';

/** What goes wrong at the lead service, and for how long. Times are seconds of service time. */
export interface Phase {
  readonly title: string;
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  /** What the lead does meanwhile; nothing when it is well. */
  readonly fault?: Omit<Rule, 'when'> & { readonly when?: Omit<Rule['when'] & {}, 'fromMs'> };
}

/** Healthy, then a different fault each time, then back. */
export const phases: readonly Phase[] = [
  { title: 'both services are well', fromSeconds: 0, untilSeconds: 50 },
  {
    title: 'the lead resets every second poll',
    fromSeconds: 50,
    untilSeconds: 110,
    fault: {
      when: { endpoint: 'poll', every: 2 },
      inject: { kind: 'reset-before-headers' },
      label: 'resets',
    },
  },
  {
    title: 'the lead accepts submits and never answers them',
    fromSeconds: 110,
    untilSeconds: 180,
    fault: {
      when: { endpoint: 'submit' },
      inject: { kind: 'hang-before-headers', charged: true },
      label: 'silence',
    },
  },
  { title: 'the lead answers submits again', fromSeconds: 180, untilSeconds: 240 },
  {
    title: 'the lead has no free slot',
    fromSeconds: 240,
    untilSeconds: 290,
    fault: { when: { endpoint: 'submit' }, inject: { kind: 'no-slot' }, label: 'no slot' },
  },
  {
    title: 'the lead is down: nobody listens',
    fromSeconds: 290,
    untilSeconds: 350,
    fault: { inject: { kind: 'refuse' }, label: 'down' },
  },
  { title: 'the lead is back', fromSeconds: 350, untilSeconds: 470 },
];

/** The lead's faults as rules of the fake service. */
export const leadRules = (): readonly Rule[] =>
  phases.flatMap(({ fault, fromSeconds, untilSeconds }) =>
    fault === undefined
      ? []
      : [
          {
            ...fault,
            when: { ...fault.when, fromMs: fromSeconds * 1_000, untilMs: untilSeconds * 1_000 },
          },
        ],
  );
