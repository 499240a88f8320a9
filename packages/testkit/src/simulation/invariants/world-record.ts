import type { Decision, RouterEvent } from '@understudy/core';

import type { Happening } from './happening.ts';

/** One attempt, as the router's events and the service's book tell of it. Instants on the monotonic clock. */
export interface AttemptRecord {
  readonly attemptId: string;
  readonly providerId: string;
  taskId?: string;
  decision?: Decision;
  startedAt?: number;
  submittedAt?: number;
  /** By the service's book. */
  acceptedAt?: number;
  ticket?: string;
  price: number;
  isRefunded: boolean;
  /** When the router heard of its acceptance. */
  knownAt?: number;
  left?: string;
  ended?: Extract<RouterEvent, { readonly type: 'attempt-ended' }>;
}

/** One ticket, as the service's book tells of it. */
export interface TicketRecord {
  readonly attempt: AttemptRecord;
  readyAt?: number;
  askedAt?: number;
  /** Told to the router: it was solved, or could not be. */
  final?: 'solved' | 'failed';
}

/** One call of `solve`. */
export interface CallRecord {
  readonly callId: string;
  readonly key: string;
  readonly calledAt: number;
  readonly deadlineMs: number;
  readonly budget: number | undefined;
  abortedAt?: number;
  settledAt?: number;
}

/** One task of the router. */
export interface TaskRecord {
  readonly taskId: string;
  readonly taskType: string;
  readonly startedAt: number;
  readonly call: CallRecord | undefined;
  readonly attempts: AttemptRecord[];
  settled?: Extract<RouterEvent, { readonly type: 'task-settled' }>;
}

/** Who is who: ties the router's events to the services' books and to the callers. A fold; it judges nothing. */
export class WorldRecord {
  readonly attempts = new Map<string, AttemptRecord>();
  readonly tickets = new Map<string, TicketRecord>();
  readonly tasks = new Map<string, TaskRecord>();
  readonly calls = new Map<string, CallRecord>();
  /** Calls whose tasks have not started, in order: a task starts in the turn of its call. */
  readonly #callsToStart: CallRecord[] = [];

  apply(happening: Happening): void {
    const { atMs } = happening;
    switch (happening.kind) {
      case 'event':
        return this.#applyEvent(happening.event);
      case 'called': {
        const { callId, key, deadlineMs, budget } = happening;
        const call: CallRecord = { callId, key, deadlineMs, budget, calledAt: atMs };
        this.calls.set(callId, call);
        this.#callsToStart.push(call);
        return;
      }
      case 'aborted':
      case 'settled': {
        const call = this.calls.get(happening.callId);
        if (call === undefined) return;
        if (happening.kind === 'aborted') call.abortedAt ??= atMs;
        else call.settledAt ??= atMs;
        const unstarted = this.#callsToStart.indexOf(call);
        if (happening.kind === 'settled' && unstarted >= 0) this.#callsToStart.splice(unstarted, 1);
        return;
      }
      case 'submit-received':
        this.attempt(happening).submittedAt ??= atMs;
        return;
      case 'accepted': {
        const attempt = this.attempt(happening);
        attempt.acceptedAt = atMs;
        attempt.price = happening.price;
        attempt.ticket = happening.ticket;
        this.tickets.set(happening.ticket, { attempt });
        return;
      }
      case 'refunded':
        this.attempt(happening).isRefunded = true;
        return;
      case 'ready':
      case 'poll-received':
      case 'poll-replied': {
        const ticket = this.tickets.get(happening.ticket);
        if (ticket === undefined) return;
        if (happening.kind === 'ready') ticket.readyAt ??= atMs;
        else if (happening.kind === 'poll-received') ticket.askedAt = atMs;
        else if (happening.reply === 'solved' || happening.reply === 'failed')
          ticket.final ??= happening.reply;
        return;
      }
      default:
    }
  }

  /** The page of an attempt, opened at its first mention. */
  attempt(named: { readonly attemptId: string; readonly providerId: string }): AttemptRecord {
    const { attemptId, providerId } = named;
    const known = this.attempts.get(attemptId);
    if (known !== undefined) return known;
    const attempt: AttemptRecord = { attemptId, providerId, price: 0, isRefunded: false };
    this.attempts.set(attemptId, attempt);
    return attempt;
  }

  taskOf({ taskId }: AttemptRecord): TaskRecord | undefined {
    return taskId === undefined ? undefined : this.tasks.get(taskId);
  }

  #applyEvent(event: RouterEvent): void {
    switch (event.type) {
      case 'task-started': {
        const { taskId, taskType, atMs: startedAt } = event;
        const call = this.#callsToStart.shift();
        this.tasks.set(taskId, { taskId, taskType, startedAt, call, attempts: [] });
        return;
      }
      case 'task-settled': {
        const task = this.tasks.get(event.taskId);
        if (task !== undefined) task.settled ??= event;
        return;
      }
      case 'attempt-started': {
        const attempt = this.attempt(event);
        attempt.taskId = event.taskId;
        attempt.decision = event.decision;
        attempt.startedAt = event.atMs;
        this.tasks.get(event.taskId)?.attempts.push(attempt);
        return;
      }
      case 'attempt-accepted':
        this.attempt(event).knownAt ??= event.atMs;
        return;
      case 'attempt-left':
        this.attempt(event).left ??= event.why;
        return;
      case 'attempt-ended':
        this.attempt(event).ended = event;
        return;
      default:
    }
  }
}
