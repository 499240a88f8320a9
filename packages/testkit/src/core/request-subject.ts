import { fingerprintOf, sha256 } from './fingerprint.ts';
import type { Service } from './service.ts';
import { endpointOf, type ServiceCall } from './service-call.ts';

/** What a request is about, and how often that was asked: names that do not depend on the order of arrival. */
export interface RequestSubject {
  readonly subject: string;
  /** Which request of its endpoint about its subject it is, from 1. */
  readonly nth: number;
}

/** Numbers the requests about each subject. */
export class SubjectCounter {
  readonly #counts = new Map<string, number>();
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Counts a request. Every submit is a subject of its own; undefined stands for a path where nothing is. */
  next(call: ServiceCall | undefined): RequestSubject {
    if (call === undefined) return { subject: 'other', nth: this.#count('other') };
    const account = this.#service.accounts.find(call.apiKey)?.name ?? 'nobody';
    if (call.kind === 'submit') {
      const equal = `${account}/${fingerprintOf(call.task)}`;
      return { subject: `${equal}#${this.#count(equal)}`, nth: 1 };
    }
    const endpoint = endpointOf(call);
    const subject = this.#asked(call, account) ?? `${account}/${endpoint}`;
    return { subject, nth: this.#count(`${endpoint} ${subject}`) };
  }

  #asked(call: ServiceCall, account: string): string | undefined {
    if (call.kind === 'report') return this.#keyOf(call.taskId, account);
    if (call.kind !== 'poll') return undefined;
    const keys = call.taskIds.map((taskId) => this.#keyOf(taskId, account));
    return keys.length === 1 ? keys[0] : `${account}/batch-${sha256(keys.join()).slice(0, 16)}`;
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
