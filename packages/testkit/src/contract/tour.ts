import type { CheckContext } from './check-context.ts';

/** A walk through everything that a provider does, failures included. What comes of it is nobody's matter here. */
export async function tour(context: CheckContext): Promise<void> {
  const { provider, wire } = context;
  const ticket = await context.ticketOf();
  await context.poll(ticket);
  await context.finishAll();
  await context.poll(ticket);
  const steps = [
    { kind: 'say', answer: { text: '<html>', status: 502 } },
    { kind: 'say', answer: { text: '', status: 429, headers: { 'retry-after': '5' } } },
    { kind: 'say', answer: { text: '{"broken":' } },
    { kind: 'say', answer: wire.refused('ERROR_MOON_PHASE') },
    { kind: 'lose', how: 'reset-before-headers' },
  ] as const;
  for (const step of steps) {
    context.script(step);
    await context.poll(ticket);
    context.script(step);
    await context.submit();
  }
  const { context: call } = context.call();
  await context.ending(asPromise(provider.report?.({ ticket, judgement: 'rejected' }, call)));
  await context.ending(asPromise(provider.balance?.(call)));
  await context.ending(asPromise(provider.capacity?.(call)));
}

const asPromise = async (promise: Promise<unknown> | undefined): Promise<unknown> => await promise;
