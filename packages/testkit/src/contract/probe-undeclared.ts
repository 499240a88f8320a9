import type { BenchMaker } from './bench-maker.ts';

/** Says what a provider has without declaring it: the router would never use it. */
export async function probeUndeclared({ make }: BenchMaker): Promise<readonly string[]> {
  const bench = make();
  const { provider, wire } = bench;
  if (typeof provider.pollMany !== 'function' || provider.supports.batchPoll !== undefined)
    return [];
  if (wire.batch === undefined) return [];
  const tickets = [await bench.ticketOf(), await bench.ticketOf()];
  const ending = await bench.ending(provider.pollMany(tickets, bench.call().context));
  const works = ending.kind === 'resolved' && ending.value.length === tickets.length;
  await bench.dispose();
  return works
    ? [
        '"supports.batchPoll" is not declared, and pollMany seems to work: the router will not use it',
      ]
    : [];
}
