import { ProviderError, type ProviderV1 } from '@understudy/core/provider';

/** Whether a purchase may still be sent; when not, whoever wanted it has been told. */
export type MaySend = (attemptId: string) => boolean;

/**
 * A provider that sends nothing for a job whose lease has passed. The booking checks the lease in the database, but a
 * task may wait between its booking and the wire for the pace of its service, and a process may be stopped there.
 */
export function guardedProvider(provider: ProviderV1, maySend: MaySend): ProviderV1 {
  const submit: ProviderV1['submit'] = async (task, context) => {
    if (maySend(context.attemptId)) return provider.submit(task, context);
    throw new ProviderError({
      code: 'unreachable',
      providerId: provider.id,
      operation: 'submit',
      charged: 'no',
      message: 'the lease of the job had passed, so nothing was sent',
    });
  };
  return new Proxy(provider, {
    get(target, name) {
      if (name === 'submit') return submit;
      const member: unknown = Reflect.get(target, name, target);
      // Providers may keep their secrets in private fields, which a proxy does not have.
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
