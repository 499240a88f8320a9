import { withTraps } from '../../seams/global-traps.ts';
import type { Check } from '../check.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { tour } from '../tour.ts';
import { valueOf } from '../ending.ts';
import { countingSignal } from '../counting-signal.ts';

/** What calls do with time, chance and listeners. */
export const timeChecks: readonly Check[] = [
  {
    id: 'F06',
    title: 'leaves no listener on the signals of the router',
    why: 'a signal that lives as long as the router collects them until the memory is full',
    fix: 'remove every listener when the call has ended, however it ended',
    severity: 'robustness',
    run: async (context) => {
      const [signal, recall] = [countingSignal(), countingSignal()];
      const ticket = await context.ticketOf();
      const task = await context.taskOf(context.sample);
      const signals = { signal: signal.signal, recall: recall.signal };
      for (let call = 0; call < 20; call += 1) {
        if (call % 3 === 0) context.script({ kind: 'lose', how: 'reset-before-headers' });
        await context.ending(context.provider.poll(ticket, context.call(signals).context));
        await context.ending(context.provider.submit(task, context.call(signals).context));
      }
      expectEqual(signal.count() + recall.count(), 0, 'listeners left after 40 calls');
    },
  },
  {
    id: 'F07',
    title: 'takes time and chance from its context only',
    why: 'tests with a virtual clock hang, and a run cannot be repeated',
    fix: 'use context.clock and context.random, and no clock, timer or chance of the runtime',
    severity: 'robustness',
    needs: ['no-socket'],
    run: async (context) => {
      const { used } = await withTraps(async () => await tour(context));
      const foreign = used.filter(({ kind }) => kind === 'time' || kind === 'chance');
      expectThat(foreign.length === 0, `used ${foreign.map(({ name }) => name).join(', ')}`);
    },
  },
  {
    id: 'F08',
    title: 'does not mind a jump of the wall clock',
    why: 'machines are suspended, and clocks are set: a ticket must not expire by that',
    fix: 'use context.clock.now() for durations; decide nothing by the age of a ticket',
    severity: 'money',
    needs: ['no-socket'],
    run: async (context) => {
      for (const byMs of [3_600_000, -7_200_000, 3_600_000]) {
        const ticket = await context.ticketOf();
        context.clock.jumpWallClock(byMs);
        expectEqual(
          valueOf(await context.poll(ticket), 'a poll after a jump').status,
          'pending',
          'the status',
        );
        await context.finishAll();
        context.clock.jumpWallClock(-byMs);
        expectEqual(
          valueOf(await context.poll(ticket), 'a poll after a jump').status,
          'solved',
          'the status',
        );
      }
    },
  },
];
