import type { Clock } from '@understudy/core/provider';

import type { WorkerLoad } from '../lanes/worker-load.ts';
import { silentSince } from './lateness.ts';
import type { KillReason, Tell } from './supervisor-event.ts';
import type { CheckedSupervisorOptions } from './supervisor-options.ts';
import { readMessage } from './worker-messages.ts';
import type { ProcessExit, WorkerProcess } from './worker-process.ts';
import type { WorkerStatus } from './worker-status.ts';

export interface SupervisedWorkerInit {
  readonly process: WorkerProcess;
  readonly clock: Clock;
  readonly options: CheckedSupervisorOptions;
  readonly tell: Tell;
  /** Its state or its load has changed. */
  onChange(): void;
}

/** How the life of a worker ended. */
export interface WorkerEnd {
  readonly exit: ProcessExit;
  /** Whether the exit was seen: only then is it sure that it does nothing any more. */
  readonly isSeen: boolean;
  /** Whether it was good for something before. */
  readonly isProven: boolean;
}

/** A worker that has had its time gets this long to say goodbye before it is killed. */
const goodbyeMs = 1_000;
/** The exit of a process that was killed is seen at once, or never. */
const killedMs = 2_000;

/** One process from its start to its exit: hears it, and kills it when it is silent for too long. */
export class SupervisedWorker {
  readonly #init: SupervisedWorkerInit;
  readonly #end = Promise.withResolvers<WorkerEnd>();
  #startedAt: number;
  #readyAt: number | undefined;
  #seenAt: number;
  #drainOverAt: number | undefined;
  #killedAt: number | undefined;
  #hasEnded = false;
  #load: WorkerLoad | undefined;

  constructor(init: SupervisedWorkerInit) {
    this.#init = init;
    this.#startedAt = init.clock.now();
    this.#seenAt = this.#startedAt;
    const { workerId, pid } = init.process;
    init.tell({ type: 'worker-started', workerId, pid });
    init.process.on({
      onMessage: (received) => this.#hear(received),
      onExit: (exit) => this.#over({ exit, isSeen: true }),
    });
  }

  /** Never rejects. */
  get ended(): Promise<WorkerEnd> {
    return this.#end.promise;
  }

  get isReady(): boolean {
    return this.status.state === 'ready';
  }

  get status(): WorkerStatus {
    const { workerId, pid } = this.#init.process;
    const state = this.#killedAt === undefined ? this.#calmState : 'killed';
    return { workerId, pid, state, load: this.#load, silentMs: this.#now - this.#seenAt };
  }

  /** Asks it to end. Once it has had its time it is killed by a `check`. */
  drain(drainMs: number): void {
    if (this.#drainOverAt !== undefined || this.#hasEnded) return;
    this.#drainOverAt = this.#now + drainMs + goodbyeMs;
    this.#init.tell({ type: 'worker-draining', workerId: this.#init.process.workerId });
    this.#init.process.send({ kind: 'drain', drainMs });
    this.#init.onChange();
  }

  /** Looks whether it is overdue. @param lateMs by how much this look is later than it was meant to be. */
  check(lateMs: number): void {
    const { startMs, stallMs, heartbeatMs } = this.#init.options;
    if (lateMs >= heartbeatMs) this.#leaveOut(lateMs);
    if (this.#killedAt !== undefined) {
      if (this.#now - this.#killedAt >= killedMs) this.#loseSight();
    } else if (this.#now >= (this.#drainOverAt ?? Infinity)) this.#kill('drain-overrun');
    else if (this.#readyAt !== undefined) {
      if (this.#now - this.#seenAt >= stallMs) this.#kill('stall');
    } else if (this.#drainOverAt === undefined && this.#now - this.#startedAt >= startMs)
      this.#kill('start-overrun');
  }

  get #now(): number {
    return this.#init.clock.now();
  }

  get #calmState(): 'starting' | 'ready' | 'draining' {
    if (this.#drainOverAt !== undefined) return 'draining';
    return this.#readyAt === undefined ? 'starting' : 'ready';
  }

  #hear(received: unknown): void {
    const { workerId } = this.#init.process;
    const message = readMessage(received);
    if (this.#hasEnded) return;
    if (message === undefined) {
      this.#init.tell({ type: 'message-refused', workerId });
      return;
    }
    this.#seenAt = this.#now;
    if (message.kind === 'heartbeat') {
      const { slots, busy, jobsDone } = message;
      this.#load = { slots, busy, jobsDone };
    } else if (this.#readyAt === undefined) {
      this.#readyAt = this.#now;
      const startMs = this.#now - this.#startedAt;
      this.#init.tell({ type: 'worker-ready', workerId, startMs });
    }
    this.#init.onChange();
  }

  /** Time in which nobody could be heard is held against nobody. */
  #leaveOut(lateMs: number): void {
    const { startMs, stallMs, heartbeatMs } = this.#init.options;
    const lateness = { nowMs: this.#now, lateMs, heartbeatMs };
    const since = (sinceMs: number, limitMs: number): number =>
      silentSince({ sinceMs, limitMs }, lateness);
    this.#startedAt = since(this.#startedAt, startMs);
    this.#seenAt = since(this.#seenAt, stallMs);
    if (this.#killedAt !== undefined) this.#killedAt = since(this.#killedAt, killedMs);
  }

  #kill(why: KillReason): void {
    this.#killedAt = this.#now;
    this.#init.tell({ type: 'worker-killed', workerId: this.#init.process.workerId, why });
    this.#init.process.kill();
    this.#init.onChange();
  }

  #loseSight(): void {
    this.#init.tell({ type: 'worker-lost-sight-of', workerId: this.#init.process.workerId });
    this.#over({ exit: { code: null, signal: null }, isSeen: false });
  }

  #over(end: Omit<WorkerEnd, 'isProven'>): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const { workerId } = this.#init.process;
    const wasAsked = this.#drainOverAt !== undefined;
    if (end.isSeen) this.#init.tell({ type: 'worker-exited', workerId, wasAsked, ...end.exit });
    this.#end.resolve({ ...end, isProven: this.#isProven });
  }

  get #isProven(): boolean {
    const { withinMs, crashes } = this.#init.options.crashLoop;
    if (this.#readyAt === undefined) return false;
    return (this.#load?.jobsDone ?? 0) > 0 || this.#now - this.#readyAt >= withinMs / crashes;
  }
}
