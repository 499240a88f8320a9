/** What one attempt may meet at a provider, as chances. */
export interface Rates {
  /** The submit is refused, for nothing. */
  readonly reject: number;
  /** The submit's reply is lost: nobody knows whether the task was accepted. */
  readonly ambiguous: number;
  /** An accepted task is never answered. */
  readonly never: number;
  /** An accepted task ends unsolved. */
  readonly fail: number;
  /** An answer is wrong. */
  readonly wrong: number;
  /** How many times as long as usual an answer takes. */
  readonly slowness: number;
}

/** Ways in which a provider may be unwell. Generic on purpose: there must be one of each sort, not one of each outage. */
export const faultKinds = [
  'down',
  'flaky',
  'ambiguous',
  'mute',
  'stalling',
  'slow',
  'very-slow',
  'wrong',
] as const;

export type FaultKind = (typeof faultKinds)[number];
export type HealthKind = 'healthy' | FaultKind;

/** The healthy kind first. */
export const healthKinds: readonly HealthKind[] = ['healthy', ...faultKinds];

/** What a healthy provider does before anything has been learned of it. */
export const usualRates: Rates = {
  reject: 0.01,
  ambiguous: 0.003,
  never: 0.002,
  fail: 0.04,
  wrong: 0.002,
  slowness: 1,
};

const faults: Readonly<Record<FaultKind, Partial<Rates>>> = {
  down: { reject: 0.95 },
  flaky: { reject: 0.25, fail: 0.25 },
  ambiguous: { ambiguous: 0.35 },
  mute: { ambiguous: 0.95 },
  stalling: { never: 0.8 },
  slow: { slowness: 2.5 },
  'very-slow': { slowness: 8 },
  wrong: { wrong: 0.5 },
};

/** What a kind of health does. */
export interface KindRates {
  readonly kind: HealthKind;
  readonly rates: Rates;
}

/** A fault is as a healthy provider is, but for what makes it a fault. */
export const ratesOf = (kind: HealthKind, healthy: Rates): Rates =>
  kind === 'healthy' ? healthy : { ...healthy, ...faults[kind] };

/** A provider stays healthy for so long, on average. */
export const healthyMeanMs = 1_800_000;

/** Faults are short or long, and last so long on average. */
export const faultLengths = [{ meanMs: 45_000 }, { meanMs: 900_000 }] as const;

const usualShortShare = 0.3;
/** People who err do so for longer than a network hiccups. */
const wrongShortShare = 0.02;

/** States are numbered: the healthy one, then each kind of fault in each length. */
export const stateCount = 1 + faultKinds.length * faultLengths.length;

/** The place of a state's kind in {@link healthKinds}. */
export const kindOf = (state: number): number => kindsOfStates[state] ?? 0;

const kindsOfStates = Uint8Array.from({ length: stateCount }, (_, state) =>
  state === 0 ? 0 : 1 + Math.floor((state - 1) / faultLengths.length),
);

/** How often each kind of fault begins, beside the others. */
export type OnsetWeights = Readonly<Record<FaultKind, number>>;

/** Of a provider whose answers nobody judges: it makes no difference there what is thought of them. */
export const usualOnsets: OnsetWeights = {
  down: 1,
  flaky: 1,
  ambiguous: 1,
  mute: 1,
  stalling: 1,
  slow: 1,
  'very-slow': 1,
  wrong: 1,
};

/**
 * While answers are judged. A judgement comes late and not for every answer, and each wrong one loses a task, so two of
 * them must do; what shows at once needs no suspicion beforehand.
 */
export const judgedOnsets: OnsetWeights = {
  ...usualOnsets,
  ambiguous: 2,
  stalling: 2,
  slow: 2,
  wrong: 13,
};

/** The share of a state in all onsets of faults. */
export function onsetShare(state: number, weights: OnsetWeights): number {
  const kind = healthKinds[kindOf(state)] ?? 'healthy';
  if (kind === 'healthy') return 0;
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const isShort = (state - 1) % faultLengths.length === 0;
  const shortShare = kind === 'wrong' ? wrongShortShare : usualShortShare;
  return ((isShort ? shortShare : 1 - shortShare) * weights[kind]) / all;
}

/** A name that lasts, whatever place the state has. */
export function stateNameOf(state: number): string {
  const kind = healthKinds[kindOf(state)] ?? 'healthy';
  return state === 0
    ? kind
    : `${kind}/${(state - 1) % faultLengths.length === 0 ? 'short' : 'long'}`;
}
