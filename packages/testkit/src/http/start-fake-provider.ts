import { OptionsInvalidError, parseOptions } from '@understudy/core/provider';

import { FakeEngine } from '../fake/fake-engine.ts';
import type { AdminServer } from '../admin/admin-server.ts';
import type { AdminTarget } from '../admin/admin-target.ts';
import { advanceableClock } from '../admin/advanceable-clock.ts';
import { fakeSettingsOf, withSeed } from '../fake/fake-settings.ts';
import { kindsIn } from '../faults/kinds-in.ts';
import { earlyStageOf } from '../faults/network/connection-fault.ts';
import type { Rule } from '../faults/rule.ts';
import { RunRecorder } from '../journal/run-recorder.ts';
import { randomToken } from '../seams/random-token.ts';
import { createAuthority } from '../tls/throw-away-authority.ts';
import { canHangInConnect } from './connect-hang.ts';
import { fakeLookup } from './fake-lookup.ts';
import type { FakeProvider, FakeProviderOptions } from './fake-provider.ts';
import { fakeProviderSchema, refuseRemote } from './fake-provider-schema.ts';
import { FakeServer } from './fake-server.ts';
import { isLoopback } from './loopback.ts';

const owner = 'startFakeProvider';

/**
 * Starts a fake solving service on loopback HTTP: accounts, prices, solve times, and faults on command.
 * @throws {OptionsInvalidError} that names the option and the nearest valid word; also when a port is taken.
 */
export async function startFakeProvider(options: FakeProviderOptions = {}): Promise<FakeProvider> {
  const parsed = parseOptions(fakeProviderSchema, options, owner);
  const { port = 0, host = '127.0.0.1', allowRemote, admin = false, ...others } = parsed;
  const { tls = false, record, ...rest } = others;
  refuseRemote({ host, allowRemote }, owner);
  const given = fakeSettingsOf(rest, owner);
  const clock = advanceableClock(given.clock);
  refuseWhatCannotBe(given.rules, tls);
  const recorder = record === undefined ? undefined : openRecord(record, rest);
  const settings = { ...given, clock, recorder };
  const authority = tls ? createAuthority() : undefined;
  const server = new FakeServer(new FakeEngine(settings), settings, authority);
  const ended = new AbortController();
  const use = (rules: readonly Rule[]): ReturnType<FakeProvider['use']> => {
    refuseWhatCannotBe(rules, tls);
    return server.engine.use(...rules);
  };
  await open('port', port, async () => server.open({ host, port }));
  const { port: adminPort = 0, token = isLoopback(host) ? undefined : randomToken() } =
    typeof admin === 'object' ? admin : {};
  const adminServer = admin === false ? undefined : await open('admin.port', adminPort, startAdmin);
  return {
    url: server.url,
    httpsUrl: server.secured?.url,
    ca: server.secured?.ca,
    lookup: fakeLookup({
      address: server.address,
      strike: () => server.engine.strikeEarly('lookup'),
    }),
    adminUrl: adminServer?.url,
    adminToken: adminServer === undefined ? undefined : token,
    get seed() {
      return server.engine.seed;
    },
    get journal() {
      return server.engine.journal;
    },
    get apiKey() {
      return server.engine.apiKey;
    },
    get elapsedMs() {
      return server.engine.elapsedMs;
    },
    use: (...rules) => use(rules),
    clearRules: () => server.engine.clearRules(),
    restart: (how) => server.restart(how),
    account: (apiKey) => server.engine.account(apiKey),
    settled: async () => server.settled(),
    close,
    [Symbol.asyncDispose]: close,
  };

  async function close(): Promise<void> {
    ended.abort();
    await Promise.all([server.close(), adminServer?.close()]);
    recorder?.close();
  }

  async function open<T>(option: string, wanted: number, start: () => Promise<T>): Promise<T> {
    try {
      return await start();
    } catch (cause) {
      await server.close();
      recorder?.close();
      const message = `${owner}: option "${option}": ${host}:${wanted} cannot be had; leave it out for one that is free`;
      throw new OptionsInvalidError({ option, message, cause });
    }
  }

  async function startAdmin(): Promise<AdminServer> {
    // Who does not ask for one need not wait for its modules.
    const { startAdminServer } = await import('../admin/admin-server.ts');
    const target = {
      url: server.url,
      dialect: settings.dialectName,
      get listenerState() {
        return server.state;
      },
      get engine() {
        return server.engine;
      },
      use,
      settled: async () => server.settled(),
      removeLater: (handle, afterMs) => {
        const { signal } = ended;
        clock.sleep(afterMs, { signal, keepAlive: false }).then(handle.remove, () => undefined);
      },
      advance: (ms) => {
        clock.advance(ms);
        server.look();
      },
      restart: (how) => server.restart(how),
      reset: (seed = server.engine.seed) =>
        server.replaceEngine(new FakeEngine(withSeed(settings, seed))),
    } satisfies AdminTarget;
    return await startAdminServer(target, { host, port: adminPort, token });
  }
}

function openRecord(path: string, options: object): RunRecorder {
  try {
    return new RunRecorder(path, { ...options });
  } catch (cause) {
    const message = `${owner}: option "record": ${path} cannot be written`;
    throw new OptionsInvalidError({ option: 'record', message, cause });
  }
}

/** A fault that would not be on the wire must not be asked for in vain. */
function refuseWhatCannotBe(rules: readonly unknown[], hasTls: boolean): void {
  const kinds = kindsIn(rules);
  if (!canHangInConnect && kinds.includes('hang-in-connect')) {
    const message = `"hang-in-connect" works on Linux only, and this is ${process.platform}; "hang-before-headers" works everywhere`;
    throw new OptionsInvalidError({ option: 'rules', message });
  }
  const secured = kinds.find((kind) => earlyStageOf(kind) === 'tls');
  if (secured === undefined || hasTls) return;
  const message = `"${secured}" strikes TLS handshakes, and this fake has none: start it with tls: true`;
  throw new OptionsInvalidError({ option: 'rules', message });
}
