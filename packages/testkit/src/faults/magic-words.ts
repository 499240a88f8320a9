import type { Fault } from './fault.ts';
import type { RequestFacts } from './request-facts.ts';

/** A fault that a site key or a page has asked for. */
export interface MagicFault {
  /** As it was written. */
  readonly word: string;
  readonly fault: Fault;
}

const simpleFaults: ReadonlyMap<string, Fault> = new Map<string, Fault>([
  ['unsolvable', { kind: 'unsolvable' }],
  ['never-ready', { kind: 'never-ready' }],
  ['instant', { kind: 'instant' }],
  ['wrong-answer', { kind: 'wrong-answer' }],
  ['lost', { kind: 'task-lost' }],
  ['no-slot', { kind: 'no-slot' }],
  ['zero-balance', { kind: 'zero-balance' }],
  ['ip-banned', { kind: 'ip-banned' }],
  ['html', { kind: 'html-200' }],
  ['reset', { kind: 'reset-before-headers' }],
  ['reset-after-charge', { kind: 'reset-after-charge' }],
  ['hang', { kind: 'hang-before-headers' }],
]);

/** Words with a number in them: how long, how often, which status. */
const numberedFaults: readonly (readonly [RegExp, (number: number) => Fault | undefined])[] = [
  [/^slow-(\d{1,4})s$/, (seconds) => ({ kind: 'solve-time', law: constant(seconds * 1_000) })],
  [/^delay-(\d{1,4})s$/, (seconds) => ({ kind: 'delay', ms: seconds * 1_000 })],
  [/^http-([345]\d\d)$/, (status) => ({ kind: 'http-status', status })],
];

const constant = (ms: number) => ({ kind: 'constant', ms }) as const;

/** `fake-word` for a site key, `word.test` for the host of a page. */
export function magicFaultOf(facts: RequestFacts): MagicFault | undefined {
  if (facts.endpoint !== 'submit') return undefined;
  for (const siteKey of facts.siteKeys ?? []) {
    const fault = faultNamed(/^fake-(.{1,60})$/.exec(siteKey)?.[1], facts);
    if (fault !== undefined) return { word: siteKey, fault };
  }
  for (const pageUrl of facts.pageUrls ?? []) {
    const host = URL.canParse(pageUrl) ? new URL(pageUrl).hostname : '';
    const fault = faultNamed(/^(.{1,60})\.test$/.exec(host)?.[1], facts);
    if (fault !== undefined) return { word: host, fault };
  }
  return undefined;
}

/** A number at the end of a simple word says how many of the equal submits it strikes. */
function faultNamed(word: string | undefined, { attempt = 1 }: RequestFacts): Fault | undefined {
  if (word === undefined) return undefined;
  const simple = simpleFaults.get(word);
  if (simple !== undefined) return simple;
  for (const [pattern, faultOf] of numberedFaults) {
    const number = pattern.exec(word)?.[1];
    if (number !== undefined) return faultOf(Number(number));
  }
  const [, name = '', times = '0'] = /^(.+)-(\d{1,3})$/.exec(word) ?? [];
  return attempt <= Number(times) ? simpleFaults.get(name) : undefined;
}
