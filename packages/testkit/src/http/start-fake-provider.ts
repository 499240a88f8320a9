import { OptionsInvalidError, parseOptions, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import { FakeEngine } from '../fake/fake-engine.ts';
import { fakeOptionsShape } from '../fake/fake-options-schema.ts';
import { fakeSettingsOf } from '../fake/fake-settings.ts';
import { earlyStageOf } from '../faults/network/connection-fault.ts';
import { createAuthority } from '../tls/throw-away-authority.ts';
import { canHangInConnect } from './connect-hang.ts';
import type { FakeProvider, FakeProviderOptions } from './fake-provider.ts';
import { fakeLookup } from './fake-lookup.ts';
import { FakeServer } from './fake-server.ts';

const owner = 'startFakeProvider';

const optionsSchema = strictObject({
  ...fakeOptionsShape,
  port: z.int().min(0).max(65_535).optional(),
  tls: z.boolean().optional(),
});

/**
 * Starts a fake solving service on loopback HTTP: accounts, prices, solve times, and faults on command.
 * @throws {OptionsInvalidError} that names the option and the nearest valid word; also when the port is taken.
 */
export async function startFakeProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const { port = 0, tls = false, ...rest } = parseOptions(optionsSchema, options, owner);
  const settings = fakeSettingsOf(rest, owner);
  refuseWhatCannotBe(settings.rules, tls);
  const engine = new FakeEngine(settings);
  const authority = tls ? createAuthority() : undefined;
  const server = new FakeServer(engine, settings, authority);
  try {
    await server.open(port);
  } catch (cause) {
    await server.close();
    const message = `${owner}: option "port": 127.0.0.1:${port} cannot be had; leave it out for one that is free`;
    throw new OptionsInvalidError({ option: 'port', message, cause });
  }
  const close = async (): Promise<void> => server.close();
  return {
    url: server.url,
    httpsUrl: server.secured?.url,
    ca: server.secured?.ca,
    lookup: fakeLookup(() => engine.strikeEarly('lookup')),
    seed: engine.seed,
    journal: engine.journal,
    get apiKey() {
      return engine.apiKey;
    },
    get elapsedMs() {
      return engine.elapsedMs;
    },
    use: (...rules) => {
      refuseWhatCannotBe(rules, tls);
      return engine.use(...rules);
    },
    clearRules: () => engine.clearRules(),
    restart: (how) => server.restart(how),
    account: (apiKey) => engine.account(apiKey),
    settled: async () => server.settled(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A fault that would not be on the wire must not be asked for in vain. */
function refuseWhatCannotBe(rules: readonly unknown[], hasTls: boolean): void {
  const kinds = rules.map((rule): string => `${Object(Object(rule).inject).kind}`);
  if (!canHangInConnect && kinds.includes('hang-in-connect')) {
    const message = `"hang-in-connect" works on Linux only, and this is ${process.platform}; "hang-before-headers" works everywhere`;
    throw new OptionsInvalidError({ option: 'rules', message });
  }
  const secured = kinds.find((kind) => earlyStageOf(kind) === 'tls');
  if (secured === undefined || hasTls) return;
  const message = `"${secured}" strikes TLS handshakes, and this fake has none: start it with tls: true`;
  throw new OptionsInvalidError({ option: 'rules', message });
}
