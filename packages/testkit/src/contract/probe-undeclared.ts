import type { Bench } from './bench.ts';
import type { BenchMaker } from './bench-maker.ts';

const note =
  '"supports.batchPoll" is not declared, and pollMany seems to work: the router will not use it';

/** Says what a provider has without declaring it: the router would never use it. */
export async function probeUndeclared({ make, terms }: BenchMaker): Promise<readonly string[]> {
  const { provider, wire } = terms;
  const isUndeclared = provider.pollMany !== undefined && provider.supports.batchPoll === undefined;
  if (!isUndeclared || wire.batch === undefined) return [];
  const bench = await make();
  try {
    return (await seemsToWork(bench)) ? [note] : [];
  } catch {
    // Whatever is wrong with it, a check has said so.
    return [];
  } finally {
    await bench.dispose();
  }
}

async function seemsToWork(bench: Bench): Promise<boolean> {
  const tickets = [await bench.ticketOf(), await bench.ticketOf()];
  const { context } = bench.call();
  const polling = async (): Promise<unknown> => await bench.provider.pollMany?.(tickets, context);
  const ending = await bench.ending(polling());
  return ending.kind === 'resolved' && Object(ending.value).length === tickets.length;
}
