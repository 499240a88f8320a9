import { OptionsInvalidError, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { choose } from '../fake/choose.ts';
import { fakeOptionsShape } from '../fake/fake-options-schema.ts';
import type { FakeAdminOptions } from './fake-provider.ts';
import { isLoopback } from './loopback.ts';

const port = z.int().min(0).max(65_535).optional();

const adminSchema = strictObject({ port, token: z.string().min(16).max(200).optional() });

/** Validates `FakeProviderOptions`. */
export const fakeProviderSchema = strictObject({
  ...fakeOptionsShape,
  port,
  tls: z.boolean().optional(),
  host: z.string().min(1).max(253).optional(),
  record: z.string().min(1).optional(),
  allowRemote: z.boolean().optional(),
  admin: choose<boolean | FakeAdminOptions>((value) =>
    typeof value === 'object' ? adminSchema : z.boolean(),
  ).optional(),
});

/** Nobody opens a door to other machines by a slip. */
export function refuseRemote(
  { host, allowRemote }: { readonly host: string; readonly allowRemote: boolean | undefined },
  owner: string,
): void {
  if (isLoopback(host) || allowRemote === true) return;
  const message = `${owner}: option "host": "${host}" lets other machines in; say allowRemote: true if they may`;
  throw new OptionsInvalidError({ option: 'host', message });
}
