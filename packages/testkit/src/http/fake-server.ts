import type { Socket } from 'node:net';

import type { FakeEngine } from '../fake/fake-engine.ts';
import type { Handled } from '../core/handled.ts';
import type { WireRequest } from '../dialects/wire.ts';
import type { FakeSettings } from '../fake/fake-settings.ts';
import type { JournalEntry } from '../journal/journal-event.ts';
import type { ListenerOutlook, ListenerState } from '../faults/listener-state.ts';
import type { Authority } from '../tls/throw-away-authority.ts';
import { CallbackOutbox, type CallbackSource } from './callback-outbox.ts';
import { EarlyStrikes } from './early-strikes.ts';
import { createHttpFace } from './http-face.ts';
import { interceptorWarning } from './interceptor-warning.ts';
import { Listener, type ListenerPlace, type ListenerReports } from './listener.ts';
import { OutageWatch } from './outage-watch.ts';
import { createTlsFront } from './tls-front.ts';

type Warning = Extract<JournalEntry, { kind: 'warning' }>['warning'];

/** A fake's engine behind a listener that the rules can take away. */
export class FakeServer {
  #engine: FakeEngine;
  readonly #listeners: readonly Listener[];
  readonly #authority: Authority | undefined;
  readonly #watch: OutageWatch;
  readonly #outbox: CallbackOutbox;
  #state: ListenerState = 'open';
  #closed: Promise<unknown> | undefined;

  /** @param authority makes it listen for TLS too. */
  constructor(
    engine: FakeEngine,
    { clock, callbacks }: Pick<FakeSettings, 'clock' | 'callbacks'>,
    authority?: Authority,
  ) {
    this.#engine = engine;
    this.#authority = authority;
    const elapsed = (): number => this.#engine.elapsedMs;
    this.#outbox = new CallbackOutbox({ source: this.#callbackSource(), clock, ...callbacks });
    const handle = (request: WireRequest): Handled => {
      const handled = this.#engine.handle(request);
      this.#outbox.look();
      return handled;
    };
    const callbackTried = async (taskId: string): Promise<void> => this.#outbox.triedFor(taskId);
    const strikes = new EarlyStrikes((stage, openCount) =>
      this.#engine.strikeEarly(stage, openCount),
    );
    const onConnection = (connection: number, end: 'opened' | 'closed'): void => {
      if (!this.#engine.log.isFull)
        this.#write({ kind: `connection-${end}`, subject: 'connections', connection });
    };
    const face = createHttpFace({ handle, callbackTried, onConnection, clock, elapsed, strikes });
    const onSecured = (socket: Socket): void => void face.emit('connection', socket);
    const servers =
      authority === undefined ? [face] : [face, createTlsFront({ authority, strikes, onSecured })];
    const reports: ListenerReports = {
      onPortTaken: () =>
        this.#warn('port-taken', 'somebody took the port while connections were refused'),
      onConnectHangEscaped: () =>
        this.#warn(
          'connect-hang-not-effective',
          'this system completed a connection that should have hung',
        ),
    };
    this.#listeners = servers.map((server) => new Listener(server, reports));
    const outlook = (): ListenerOutlook => this.#engine.listenerOutlook();
    const onOutlook = (current: ListenerOutlook): void => this.#obey(current);
    this.#watch = new OutageWatch({ clock, outlook, elapsed, onOutlook });
  }

  get url(): string {
    return `http://${this.#listeners[0]?.authority ?? ''}`;
  }

  /** The IP address at which this machine reaches it. */
  get address(): string {
    return this.#listeners[0]?.address ?? '';
  }

  /** Where it speaks TLS, and who vouches for it. */
  get secured(): { readonly url: string; readonly ca: string } | undefined {
    const [, listener] = this.#listeners;
    if (listener === undefined || this.#authority === undefined) return undefined;
    return { url: `https://${listener.authority}`, ca: this.#authority.ca };
  }

  get engine(): FakeEngine {
    return this.#engine;
  }

  /** What the rules have made of the listener. */
  get state(): ListenerState {
    return this.#state;
  }

  /** Goes on with another engine: its tasks, accounts, rules, journal and time. The place on loopback stays. */
  replaceEngine(engine: FakeEngine): void {
    const { log } = this.#engine;
    this.#engine.onRulesChanged = () => undefined;
    this.#engine = engine;
    this.#watchRules();
    log.end();
  }

  /** To be called when the clock has jumped. */
  look(): void {
    this.#watch.look();
    this.#outbox.look();
  }

  /** Rejects with the system's error when the port cannot be had. */
  async open(place: ListenerPlace): Promise<void> {
    const [plain, secured] = this.#listeners;
    await plain?.open(place);
    await secured?.open({ ...place, port: 0 });
    const warning = interceptorWarning();
    if (warning !== undefined) this.#warn('interceptor-active', warning);
    this.#watchRules();
    await this.settled();
  }

  async settled(): Promise<void> {
    await Promise.all(this.#listeners.map(async (listener) => listener.settled()));
  }

  /** The service begins anew, and its connections end. */
  restart(how: Parameters<FakeEngine['restart']>[0]): void {
    this.#engine.restart(how);
    if (this.#state !== 'open') return;
    for (const listener of this.#listeners) {
      listener.become('refusing');
      listener.become('open');
    }
  }

  async close(): Promise<void> {
    this.#watch.stop();
    this.#closed ??= Promise.all([
      ...this.#listeners.map(async (listener) => listener.close()),
      this.#outbox.close(),
    ]);
    await this.#closed;
  }

  #watchRules(): void {
    this.#engine.onRulesChanged = () => this.#watch.look();
    this.#watch.look();
  }

  /** The present engine, whichever that is. */
  #callbackSource(): CallbackSource {
    const presentEngine = (): FakeEngine => this.#engine;
    return {
      get elapsedMs() {
        return presentEngine().elapsedMs;
      },
      get nextCallbackAt() {
        return presentEngine().nextCallbackAt;
      },
      takeCallbacks: () => presentEngine().takeCallbacks(),
    };
  }

  #obey({ state, rule }: ListenerOutlook): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#write({ kind: 'listener-changed', subject: 'listener', state, rule });
    for (const listener of this.#listeners) listener.become(state);
  }

  #warn(warning: Warning, message: string): void {
    this.#write({ kind: 'warning', subject: 'listener', warning, message });
  }

  #write(entry: JournalEntry): void {
    this.#engine.log.append(this.#engine.present(), entry);
  }
}
