import type { WireRequest } from '../dialects/wire.ts';
import type { RequestFacts, Saying } from '../faults/request-facts.ts';
import type { FakeTaskInit } from './fake-task.ts';
import type { FakeTaskType } from './fake-task-type.ts';
import { tasksAskedAbout } from './request-record.ts';
import type { RequestSubject } from './request-subject.ts';
import type { Service } from './service.ts';
import { endpointOf, type ServiceCall } from './service-call.ts';

interface CallFactsInit {
  readonly wire: WireRequest;
  readonly call: ServiceCall | undefined;
  readonly about: RequestSubject;
  readonly service: Service;
  /** The journal's number of the request. */
  readonly request: number;
}

/** What rules can tell of a request that is about to be served. Few rules ask, so most is worked out when they do. */
export class CallFacts implements RequestFacts {
  readonly endpoint: RequestFacts['endpoint'];
  readonly nth: number;
  readonly #init: CallFactsInit;

  /** @param asked of its callbacks instead of itself. */
  constructor(
    init: CallFactsInit,
    asked: Pick<RequestFacts, 'endpoint' | 'nth'> = {
      endpoint: init.call === undefined ? 'other' : endpointOf(init.call),
      nth: init.about.nth,
    },
  ) {
    this.endpoint = asked.endpoint;
    this.nth = asked.nth;
    this.#init = init;
  }

  /** What rules can tell of the callbacks of a submit. */
  get ofCallbacks(): RequestFacts {
    return new CallFacts(this.#init, { endpoint: 'callback', nth: 1 });
  }

  get apiKey(): string {
    return this.#init.call?.apiKey ?? '';
  }

  get subject(): string {
    return this.#init.about.subject;
  }

  get job(): string {
    return this.#init.about.job;
  }

  get attempt(): number {
    return this.#init.about.attempt;
  }

  get sinceLastMs(): number | undefined {
    return this.#init.about.sinceLastMs;
  }

  get request(): number {
    return this.#init.request;
  }

  get connection(): number | undefined {
    return this.#init.wire.connection;
  }

  get taskTypes(): readonly FakeTaskType[] {
    return this.#tasks().map(({ type }) => type);
  }

  get taskIds(): readonly string[] {
    return tasksAskedAbout(this.#init.call, this.#init.service).map(({ id }) => id);
  }

  get siteKeys(): readonly string[] {
    return this.#tasks().flatMap(({ siteKey }) => siteKey ?? []);
  }

  get pageUrls(): readonly string[] {
    return this.#tasks().flatMap(({ pageUrl }) => pageUrl ?? []);
  }

  get says(): Saying | undefined {
    return sayingOf(this.#init.call, this.#init.service);
  }

  #tasks(): readonly Pick<FakeTaskInit, 'type' | 'siteKey' | 'pageUrl'>[] {
    const { call, service } = this.#init;
    if (call?.kind === 'submit') return [call.task];
    return tasksAskedAbout(call, service).map((task) => task.init);
  }
}

/** What a sound service would say; of a batch, that it has an answer where one of its tasks has. */
function sayingOf(call: ServiceCall | undefined, service: Service): Saying | undefined {
  switch (call?.kind) {
    case 'submit':
      return typeof service.accounts.admit(call.apiKey) === 'string' ? 'refused' : 'accepted';
    case 'poll': {
      const kinds = call.taskIds.map((taskId) => service.peek(taskId, call.apiKey).kind);
      return kinds.includes('solved') ? 'solved' : kinds[0];
    }
    case 'unacceptable':
      return 'refused';
    default:
      return undefined;
  }
}
