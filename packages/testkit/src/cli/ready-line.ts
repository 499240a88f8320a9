import { renameSync, writeFileSync } from 'node:fs';

import type { FakeProvider } from '../http/fake-provider.ts';

/** A fake and the language that it speaks. */
export interface StartedFake {
  readonly dialect: string;
  readonly fake: FakeProvider;
}

const described = ({ url, adminUrl, adminToken, seed, apiKey }: FakeProvider): object => ({
  url,
  admin: adminUrl,
  adminToken,
  seed,
  apiKey,
});

/** One line of JSON for whoever waits for the fakes; the first one speaks for itself, several are listed too. */
export function readyLine(started: readonly StartedFake[]): string {
  const [first] = started;
  const fakes = started.map(({ dialect, fake }) => ({ dialect, ...described(fake) }));
  const all = started.length > 1 ? { fakes } : {};
  return JSON.stringify({ ready: true, ...(first && described(first.fake)), ...all });
}

/** Writes a file that is there as a whole, or not at all. */
export function writeReadyFile(path: string, line: string): void {
  writeFileSync(`${path}.part`, `${line}\n`, { mode: 0o600 });
  renameSync(`${path}.part`, path);
}

/** How a command learns where the fakes are. */
export function environmentOf(started: readonly StartedFake[]): Readonly<Record<string, string>> {
  const [first] = started;
  return Object.fromEntries([
    ...(first === undefined ? [] : variablesOf('', first.fake)),
    ...(started.length < 2
      ? []
      : started.flatMap(({ dialect, fake }) => variablesOf(`_${dialect.toUpperCase()}`, fake))),
  ]);
}

const variablesOf = (
  suffix: string,
  { url, adminUrl = '', adminToken, apiKey }: FakeProvider,
): readonly (readonly [string, string])[] => [
  [`FAKE_PROVIDER_URL${suffix}`, url],
  [`FAKE_PROVIDER_ADMIN_URL${suffix}`, adminUrl],
  [`FAKE_PROVIDER_API_KEY${suffix}`, apiKey],
  ...(adminToken === undefined
    ? []
    : ([[`FAKE_PROVIDER_ADMIN_TOKEN${suffix}`, adminToken]] as const)),
];
