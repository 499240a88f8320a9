import * as z from 'zod';

import { OptionsInvalidError } from '../errors/options-invalid-error.ts';
import { filterSnapshotSchema } from '../health/filter-snapshot.ts';
import type { Ledger, Spend } from '../ledger/spend.ts';
import type { Clock } from '../provider/clock.ts';
import { parseOptions } from '../provider/parse-options.ts';
import { strictObject } from '../provider/strict-object.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { Account } from './account.ts';

/** What a router has learned and holds for a while, as JSON: health, latches, spend. Tickets are `resume`'s. */
export interface RouterSnapshot {
  readonly version: 1;
  readonly takenAtEpochMs: number;
  readonly providers: readonly (AccountSnapshot & { readonly spend: Spend })[];
}

/** A snapshot that is longer came from no router. */
const longestSnapshot = 5_000_000;
/** An older one is taken for as old as this: by then everything has drifted back to what is usual. */
const longestElapsedMs = 24 * 3_600_000;

const amount = z.number().min(0);
const name = z.string().min(1).max(200);

const providerSchema = strictObject({
  providerId: name,
  service: name,
  health: z.record(name, z.strictObject({ ...filterSnapshotSchema.shape, rentPaid: amount })),
  latch: strictObject({
    reason: z.enum(['credentials-rejected', 'funds-exhausted', 'address-banned']),
    looks: z.int().min(0),
    forMs: amount,
    nextLookInMs: amount,
  }).optional(),
  unsupported: z.array(strictObject({ task: name, forMs: amount })).max(1_000),
  isDrained: z.boolean(),
  spend: strictObject({
    paid: amount,
    maybePaid: amount,
    refunded: amount,
    amounts: z.record(name, z.number()),
  }),
});

const snapshotSchema = strictObject({
  version: z.literal(1),
  takenAtEpochMs: amount,
  providers: z.array(providerSchema).max(1_000),
});

export interface SnapshotParts {
  readonly accounts: readonly Account[];
  readonly ledger: Ledger;
  readonly clock: Clock;
}

export const takeSnapshot = ({ accounts, ledger, clock }: SnapshotParts): RouterSnapshot => ({
  version: 1,
  takenAtEpochMs: clock.epochMs(),
  providers: accounts.map((account) => ({
    ...account.snapshot(),
    spend: ledger.spendOf(account.id),
  })),
});

/**
 * Reads a snapshot that may come out of a file.
 * @throws {OptionsInvalidError} naming the field.
 */
export function checkSnapshot(snapshot: unknown): RouterSnapshot {
  const isLong = (JSON.stringify(snapshot)?.length ?? 0) > longestSnapshot;
  if (!isLong)
    return parseOptions(z.object({ snapshot: snapshotSchema }), { snapshot }, 'createRouter')
      .snapshot;
  const message = `createRouter: option "snapshot": longer than ${longestSnapshot} characters`;
  throw new OptionsInvalidError({ option: 'snapshot', message });
}

/** Goes on from a snapshot. Providers that this router does not have, or that are another service's, are passed over. */
export function restoreSnapshot(
  { takenAtEpochMs, providers }: RouterSnapshot,
  { accounts, ledger, clock }: SnapshotParts,
): void {
  // A wall clock that was set back yields no negative age.
  const elapsedMs = Math.min(longestElapsedMs, Math.max(0, clock.epochMs() - takenAtEpochMs));
  const takenAt = clock.now() - elapsedMs;
  for (const { spend, ...of } of providers) {
    const account = accounts.find(
      ({ id, provider }) => id === of.providerId && provider.service === of.service,
    );
    if (account === undefined) continue;
    ledger.restore(account.id, spend);
    account.restore(aged(of, elapsedMs), takenAt);
  }
}

const aged = ({ latch, unsupported, ...rest }: AccountSnapshot, byMs: number): AccountSnapshot => ({
  ...rest,
  latch: latch && {
    ...latch,
    forMs: latch.forMs + byMs,
    nextLookInMs: Math.max(0, latch.nextLookInMs - byMs),
  },
  unsupported: unsupported.flatMap(({ task, forMs }) =>
    forMs > byMs ? [{ task, forMs: forMs - byMs }] : [],
  ),
});
