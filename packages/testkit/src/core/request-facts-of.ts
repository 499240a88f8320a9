import type { WireRequest } from '../dialects/wire.ts';
import type { RequestFacts, Saying } from '../faults/request-facts.ts';
import { tasksAskedAbout } from './request-record.ts';
import type { RequestSubject } from './request-subject.ts';
import type { Service } from './service.ts';
import { endpointOf, type ServiceCall } from './service-call.ts';

/** What rules can tell of a request that is about to be served. */
export function requestFactsOf(request: {
  readonly wire: WireRequest;
  readonly call: ServiceCall | undefined;
  readonly about: RequestSubject;
  readonly service: Service;
}): RequestFacts {
  const { wire, call, about, service } = request;
  const submitted = call?.kind === 'submit' ? [call.task] : [];
  const asked = tasksAskedAbout(call, service);
  const tasks = [...submitted, ...asked.map(({ init }) => init)];
  return {
    ...about,
    endpoint: call === undefined ? 'other' : endpointOf(call),
    apiKey: call?.apiKey ?? '',
    taskTypes: tasks.map(({ type }) => type),
    taskIds: asked.map(({ id }) => id),
    siteKeys: tasks.flatMap(({ siteKey }) => siteKey ?? []),
    pageUrls: tasks.flatMap(({ pageUrl }) => pageUrl ?? []),
    connection: wire.connection,
    // Few rules ask.
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
