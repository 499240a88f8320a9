import type { WireRequest } from '../dialects/wire.ts';
import type { RequestFacts, Saying } from '../faults/request-facts.ts';
import type { FakeTaskInit } from './fake-task.ts';
import { tasksAskedAbout } from './request-record.ts';
import type { RequestSubject } from './request-subject.ts';
import type { Service } from './service.ts';
import { endpointOf, type ServiceCall } from './service-call.ts';

/** What rules can tell of a request that is about to be served. Few rules ask, so most is worked out when they do. */
export function requestFactsOf(init: {
  readonly wire: WireRequest;
  readonly call: ServiceCall | undefined;
  readonly about: RequestSubject;
  readonly service: Service;
  /** The journal's number of the request. */
  readonly request: number;
}): RequestFacts {
  const { wire, call, about, service, request } = init;
  const { subject, nth, job, attempt, sinceLastMs } = about;
  const tasks = (): readonly Pick<FakeTaskInit, 'type' | 'siteKey' | 'pageUrl'>[] =>
    call?.kind === 'submit' ? [call.task] : tasksAskedAbout(call, service).map((task) => task.init);
  return {
    subject,
    nth,
    job,
    attempt,
    sinceLastMs,
    request,
    endpoint: call === undefined ? 'other' : endpointOf(call),
    apiKey: call?.apiKey ?? '',
    connection: wire.connection,
    get taskTypes() {
      return tasks().map(({ type }) => type);
    },
    get taskIds() {
      return tasksAskedAbout(call, service).map(({ id }) => id);
    },
    get siteKeys() {
      return tasks().flatMap(({ siteKey }) => siteKey ?? []);
    },
    get pageUrls() {
      return tasks().flatMap(({ pageUrl }) => pageUrl ?? []);
    },
    get says() {
      return sayingOf(call, service);
    },
  };
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
