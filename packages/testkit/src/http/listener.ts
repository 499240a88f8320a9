import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

import { systemClock } from '@understudy/core/testing';

import type { ListenerState } from '../faults/listener-state.ts';
import { pickPort } from '../seams/pick-port.ts';
import { authorityOf, loopbackOf } from './loopback.ts';
import { type ConnectHang, startConnectHang } from './connect-hang.ts';
import { resetSocket } from './reset-socket.ts';

const pickedPorts = 20;
const reopenTries = 50;
const reopenPauseMs = 100;

/** Where to listen. */
export interface ListenerPlace {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** What the listener has to tell; all of it is rare. */
export interface ListenerReports {
  onPortTaken(): void;
  onConnectHangEscaped(): void;
}

/** A server's place on loopback, which can be taken away and given back. Connections do not survive the taking. */
export class Listener {
  readonly #server: Server;
  readonly #reports: ListenerReports;
  readonly #sockets = new Set<Socket>();
  readonly #closing = new AbortController();
  #host = '127.0.0.1';
  #address = '';
  #port = 0;
  #isComingUp = false;
  #wanted: ListenerState = 'open';
  #hang: ConnectHang | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(server: Server, reports: ListenerReports) {
    this.#server = server;
    this.#reports = reports;
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      // Node's server leaves a connection that asks for a tunnel: its reset would end the process.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** The IP address at which this machine reaches it, whatever its host is called. */
  get address(): string {
    return loopbackOf(this.#address);
  }

  /** Without the scheme. */
  get authority(): string {
    return authorityOf({ host: this.#host, port: this.#port });
  }

  /** Rejects with the system's error. */
  async open({ host, port }: ListenerPlace): Promise<void> {
    this.#host = host;
    for (let picked = 0; port === 0 && picked < pickedPorts; picked += 1) {
      if (await this.#canListen(pickPort())) break;
    }
    if (!this.#server.listening) await this.#listen(port);
    // An address is a text only for pipes.
    const { address, port: ownPort } = this.#server.address() as AddressInfo;
    this.#address = address;
    this.#port = ownPort;
  }

  /** Goes to a state; what clients lose they lose at once, what they gain takes until {@link settled}. */
  become(state: ListenerState): void {
    if (state === this.#wanted || this.#closing.signal.aborted) return;
    this.#wanted = state;
    if (state !== 'open') this.#shut();
    this.#work = this.#work.then(() => this.#reach());
  }

  /** Resolves when the state that was asked for last is there. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async close(): Promise<void> {
    this.#wanted = 'refusing';
    this.#closing.abort();
    this.#shut();
    await this.#work;
    await this.#reach();
    await Promise.all([...this.#sockets].map(gone));
  }

  #shut(): void {
    // A server that is closed on its way up never says that it is up: that one is shut when it is.
    if (this.#isComingUp) return;
    // Before the server closes the idle ones more politely.
    for (const socket of this.#sockets) {
      // A reset that overtakes a FIN on its way leaks the handle, and Node never ends.
      if (socket.writableEnded) socket.destroy();
      else resetSocket(socket);
    }
    this.#server.close();
  }

  async #reach(): Promise<void> {
    if (this.#wanted !== 'open' && this.#server.listening) this.#shut();
    if (this.#hang !== undefined && this.#wanted !== 'hanging-in-connect') {
      await this.#hang.end();
      this.#hang = undefined;
    }
    if (this.#wanted === 'open' && !this.#server.listening) await this.#reopen();
    if (this.#wanted === 'hanging-in-connect' && this.#hang === undefined) {
      const onEscape = (): void => this.#reports.onConnectHangEscaped();
      try {
        this.#hang = await startConnectHang({ host: this.#host, port: this.#port, onEscape });
      } catch {
        this.#reports.onPortTaken();
      }
    }
  }

  /** Somebody may have taken the port meanwhile; that is worth a few seconds of patience. */
  async #reopen(): Promise<void> {
    const { signal } = this.#closing;
    for (let tries = 1; this.#wanted === 'open'; tries += 1) {
      if (await this.#canListen(this.#port)) return;
      this.#reports.onPortTaken();
      if (tries === reopenTries) return;
      await systemClock.sleep(reopenPauseMs, { signal }).catch(() => undefined);
    }
  }

  async #canListen(port: number): Promise<boolean> {
    return this.#listen(port).then(
      () => true,
      () => false,
    );
  }

  async #listen(port: number): Promise<void> {
    this.#isComingUp = true;
    const listening = once(this.#server, 'listening');
    this.#server.listen({ host: this.#host, port });
    await listening.finally(() => (this.#isComingUp = false));
  }
}

async function gone(socket: Socket): Promise<void> {
  if (socket.closed) return;
  await new Promise<void>((resolve) => void socket.once('close', () => resolve()));
}
