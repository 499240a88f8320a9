import type { ProviderV1 } from '@understudy/core/provider';

import type { TaskSample } from './samples/task-sample.ts';
import type { ServiceWire } from './wire/service-wire.ts';

/** What can be asked for before a check makes sense. */
export interface CapabilityTerms {
  readonly provider: ProviderV1;
  readonly wire: ServiceWire;
  readonly samples: Readonly<Record<string, TaskSample>>;
  readonly line: 'memory' | 'sockets';
}

interface CapabilityRule {
  /** Whether the provider itself declares it, so that a check of it has to run. */
  readonly isDeclared?: (terms: CapabilityTerms) => boolean;
  /** Why it cannot be checked; undefined when it can. */
  readonly missing: (terms: CapabilityTerms) => string | undefined;
}

const has = (member: keyof ProviderV1): ((terms: CapabilityTerms) => boolean) => {
  return ({ provider }) => typeof provider[member] === 'function';
};

/** A member of the provider, and what the description of the service must have for it to be checked. */
const member = (name: keyof ProviderV1, words: keyof ServiceWire | undefined): CapabilityRule => ({
  isDeclared: has(name),
  missing: (terms) => {
    if (!has(name)(terms)) return `"${name}" is not declared`;
    if (words === undefined || terms.wire[words] !== undefined) return undefined;
    return `the wire does not describe "${words}"`;
  },
});

const ofWire = (isThere: (wire: ServiceWire) => boolean, what: string): CapabilityRule => ({
  missing: ({ wire }) => (isThere(wire) ? undefined : `the service ${what}`),
});

/** Every capability that a check may need. */
export const capabilities = {
  report: member('report', 'reported'),
  balance: member('balance', 'balance'),
  capacity: member('capacity', undefined),
  callbacks: member('readCallback', 'callback'),
  'batch-poll': {
    isDeclared: ({ provider }) => provider.supports.batchPoll !== undefined,
    missing: ({ provider, wire }) => {
      if (provider.supports.batchPoll === undefined) return '"supports.batchPoll" is not declared';
      return wire.batch === undefined ? 'the wire does not describe "batch"' : undefined;
    },
  },
  fingerprint: member('credentialsFingerprint', undefined),
  close: member('close', undefined),
  picture: {
    missing: ({ provider, samples }) =>
      'image' in provider.supports.taskTypes && 'image' in samples
        ? undefined
        : 'the type "image" is not declared',
  },
  'number-ids': ofWire((wire) => wire.acceptedWithNumber !== undefined, 'writes no id as a number'),
  'solves-at-once': ofWire((wire) => wire.solvedAtOnce !== undefined, 'solves nothing at once'),
  'names-tasks': ofWire((wire) => wire.echoesId === true, 'names no task in its replies to polls'),
  'bills-in-replies': ofWire((wire) => Boolean(wire.says?.price), 'names no price in its replies'),
  'names-browser': ofWire(
    (wire) => wire.says?.userAgent === true,
    'names no user agent in its replies',
  ),
  'no-socket': {
    missing: ({ line }) =>
      line === 'memory' ? undefined : 'cannot be made on loopback sockets, in memory only',
  },
} as const satisfies Readonly<Record<string, CapabilityRule>>;

/** See {@link capabilities}. */
export type Capability = keyof typeof capabilities;

/** The capabilities that a provider declares. */
export const declaredBy = (terms: CapabilityTerms): readonly Capability[] =>
  // The keys of a literal object.
  (Object.keys(capabilities) as Capability[]).filter((name) => {
    const rule: CapabilityRule = capabilities[name];
    return rule.isDeclared?.(terms) === true;
  });

/** Why a check that needs these is skipped; undefined when it can run. */
export const missingOf = (
  needs: readonly Capability[],
  terms: CapabilityTerms,
): string | undefined =>
  needs.map((name) => capabilities[name].missing(terms)).find((reason) => reason !== undefined);
