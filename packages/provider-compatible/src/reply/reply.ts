/** Why a reply is none of the protocol's. */
export type Flaw =
  | 'empty'
  | 'html'
  | 'unreadable'
  | 'no-id'
  | 'no-answer'
  | 'no-balance'
  | 'unknown-status';

/** What a service said, before anybody judges what it means. */
export type Reply<Value> =
  | { readonly status: 'ok'; readonly value: Value }
  | { readonly status: 'pending' }
  | { readonly status: 'refused'; readonly rawCode: string }
  | { readonly status: 'malformed'; readonly flaw: Flaw };

export const malformed = (flaw: Flaw): Reply<never> => ({ status: 'malformed', flaw });

export const refused = (rawCode: string): Reply<never> => ({ status: 'refused', rawCode });

/** Takes from an affirmative reply what was asked for; a reply without it is malformed. */
export function takeFrom<From, To>(
  reply: Reply<From>,
  { take, flaw }: { readonly take: (value: From) => To | undefined; readonly flaw: Flaw },
): Reply<To> {
  if (reply.status !== 'ok') return reply;
  const value = take(reply.value);
  return value === undefined ? malformed(flaw) : { status: 'ok', value };
}
