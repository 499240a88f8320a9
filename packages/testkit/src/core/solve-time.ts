import type { FakeTaskType } from './fake-task-type.ts';
import { normalQuantile } from './normal-quantile.ts';

/** How long a task takes. Every duration is in milliseconds on the fake's clock. */
export type SolveTimeLaw =
  | { readonly kind: 'constant'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly minMs: number; readonly maxMs: number }
  | {
      readonly kind: 'lognormal';
      /** Half of the tasks take less. */
      readonly p50Ms: number;
      /** One task in twenty takes longer. */
      readonly p95Ms: number;
      /** No task takes longer. */
      readonly maxMs?: number | undefined;
    }
  | {
      /** A heavy tail: at shape 1 one task in ten takes ten times `minMs`, and there is no mean. */
      readonly kind: 'pareto';
      readonly minMs: number;
      readonly shape: number;
      /** No task takes longer. */
      readonly maxMs?: number | undefined;
    }
  | {
      /** Measured times: each as likely as the others, and nothing in between. */
      readonly kind: 'empirical';
      readonly samplesMs: readonly number[];
    };

/** One law for every type of task, or one for each; types left out keep their default. */
export type SolveTime =
  | SolveTimeLaw
  | { readonly [K in FakeTaskType | 'default']?: SolveTimeLaw | undefined };

const quickWidget: SolveTimeLaw = {
  kind: 'lognormal',
  p50Ms: 8_000,
  p95Ms: 25_000,
  maxMs: 120_000,
};
const picture: SolveTimeLaw = { kind: 'lognormal', p50Ms: 5_000, p95Ms: 15_000, maxMs: 60_000 };

/** Workers' speed as services and their users report it. */
const typicalLaws: Readonly<Record<FakeTaskType, SolveTimeLaw>> = {
  'recaptcha-v2': { kind: 'lognormal', p50Ms: 20_000, p95Ms: 60_000, maxMs: 180_000 },
  'recaptcha-v3': quickWidget,
  turnstile: quickWidget,
  'cloudflare-challenge': { kind: 'lognormal', p50Ms: 15_000, p95Ms: 45_000, maxMs: 120_000 },
  'geetest-v3': { kind: 'lognormal', p50Ms: 12_000, p95Ms: 35_000, maxMs: 120_000 },
  'geetest-v4': { kind: 'lognormal', p50Ms: 12_000, p95Ms: 35_000, maxMs: 120_000 },
  image: picture,
  grid: picture,
  bls: picture,
  'friendly-captcha': quickWidget,
  lemin: quickWidget,
  captchafox: quickWidget,
  hcaptcha: { kind: 'lognormal', p50Ms: 20_000, p95Ms: 60_000, maxMs: 180_000 },
  funcaptcha: { kind: 'lognormal', p50Ms: 15_000, p95Ms: 45_000, maxMs: 180_000 },
  'amazon-waf': quickWidget,
};

const standardDeviationsAtP95 = normalQuantile(0.95);

/** The law that holds for a type of task. */
export function solveTimeLawOf(solveTime: SolveTime | undefined, type: FakeTaskType): SolveTimeLaw {
  if (solveTime === undefined) return typicalLaws[type];
  if ('kind' in solveTime) return solveTime;
  return solveTime[type] ?? solveTime.default ?? typicalLaws[type];
}

/** The whole number of milliseconds that a law gives to a share of 0 to 1: higher shares take longer. */
export function solveTimeMs(law: SolveTimeLaw, share: number): number {
  switch (law.kind) {
    case 'constant':
      return Math.round(law.ms);
    case 'uniform':
      return Math.round(law.minMs + (law.maxMs - law.minMs) * share);
    case 'lognormal': {
      const sigma = Math.log(law.p95Ms / law.p50Ms) / standardDeviationsAtP95;
      const ms = law.p50Ms * Math.exp(sigma * normalQuantile(share));
      return Math.round(Math.min(ms, law.maxMs ?? Infinity));
    }
    case 'pareto':
      return Math.round(
        Math.min(law.minMs * (1 - share) ** (-1 / law.shape), law.maxMs ?? Infinity),
      );
    case 'empirical': {
      const sorted = law.samplesMs.toSorted((left, right) => left - right);
      const place = Math.min(Math.floor(share * sorted.length), sorted.length - 1);
      return Math.round(sorted[place] ?? 0);
    }
  }
}
