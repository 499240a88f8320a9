import type { DecodedRequest } from '../dialects/dialect.ts';
import type { Orders } from './orders.ts';
import type { ServiceCall } from './service-call.ts';

/** A submit as a service sees it that does not look at one of its parameters. */
export function withoutParameter(
  { call, has }: Pick<DecodedRequest, 'call' | 'has'>,
  orders: Orders,
): {
  readonly call: ServiceCall | undefined;
  readonly orders: Orders;
  /** Why nothing is different. */
  readonly complaint?: string;
} {
  const { ignores } = orders;
  if (ignores === undefined) return { call, orders };
  if (call?.kind !== 'submit' || !has(ignores)) {
    return { call, orders, complaint: `the parameter "${ignores}" was not sent` };
  }
  const { challenge, userAgent, ...others } = call.task;
  const isEnterprise = call.task.isEnterprise && !/enterprise/i.test(ignores);
  const task = {
    ...others,
    isEnterprise,
    ...(challenge === undefined || ignores === 'challenge' ? {} : { challenge }),
    ...(userAgent === undefined || /^useragent$/i.test(ignores) ? {} : { userAgent }),
  };
  return { call: { ...call, task }, orders: { ...orders, isWrong: true } };
}
