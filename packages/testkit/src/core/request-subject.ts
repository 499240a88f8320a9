import { fingerprintOf, sha256 } from './fingerprint.ts';
import type { Service } from './service.ts';
import { endpointOf, type ServiceCall } from './service-call.ts';

/** What a request is about, and how often that was asked: names that do not depend on the order of arrival. */
export interface RequestSubject {
  readonly subject: string;
  /** Which request of its endpoint about its subject it is, from 1. */
  readonly nth: number;
  /** What equal submits have in common; the subject of what is no submit. */
  readonly job: string;
  /** Which of the equal submits it is, or `nth`. */
  readonly attempt: number;
  /** Since the last request of its endpoint about its subject, or the task's acceptance; absent where there was none. */
  readonly sinceLastMs?: number | undefined;
}

/** Numbers the requests about each subject. */
export class SubjectCounter {
  readonly #counts = new Map<string, number>();
  readonly #lastAt = new Map<string, number>();
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Counts a request. Every submit is a subject of its own; undefined stands for a path where nothing is. */
  next(call: ServiceCall | undefined, now: number): RequestSubject {
    if (call === undefined) {
      const nth = this.#count('other');
      return { subject: 'other', nth, job: 'other', attempt: nth };
    }
    const account = this.#service.accounts.find(call.apiKey)?.name ?? 'nobody';
    if (call.kind === 'submit') {
      const equal = `${account}/${fingerprintOf(call.task)}`;
      const attempt = this.#count(equal);
      return { subject: `${equal}#${attempt}`, nth: 1, job: equal, attempt };
    }
    const endpoint = endpointOf(call);
    const subject = this.#asked(call, account) ?? `${account}/${endpoint}`;
    const name = `${endpoint} ${subject}`;
    const nth = this.#count(name);
    const lastAt = this.#lastAt.get(name) ?? this.#acceptedAt(call);
    this.#lastAt.set(name, now);
    const sinceLastMs = lastAt === undefined ? undefined : now - lastAt;
    return { subject, nth, job: subject, attempt: nth, sinceLastMs };
  }

  #asked(call: ServiceCall, account: string): string | undefined {
    if (call.kind === 'report') return this.#keyOf(call.taskId, account);
    if (call.kind !== 'poll') return undefined;
    const keys = call.taskIds.map((taskId) => this.#keyOf(taskId, account));
    return keys.length === 1 ? keys[0] : `${account}/batch-${sha256(keys.join()).slice(0, 16)}`;
  }

  #acceptedAt(call: ServiceCall): number | undefined {
    const [taskId, ...others] = call.kind === 'poll' ? call.taskIds : [];
    if (taskId === undefined || others.length > 0) return undefined;
    return this.#service.table.find(taskId)?.init.acceptedAt;
  }

  #keyOf(taskId: string, account: string): string {
    return this.#service.table.find(taskId)?.init.key ?? `${account}/unknown-task`;
  }

  #count(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }
}
