import type { Check } from '../check.ts';
import type { CheckContext, CheckedCall } from '../check-context.ts';
import { errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectOneOf, expectThat } from '../expectations.ts';
import type { Step } from '../wire/step.ts';

/** A call that hangs under a step until its signal ends it. */
async function endHanging(
  context: CheckContext,
  step: Step,
  start: (call: CheckedCall) => Promise<unknown>,
): Promise<Error> {
  context.script(step);
  await context.ready();
  const call = context.call();
  const calling = start(call);
  calling.catch(() => undefined);
  expectThat(await context.stillWaits(calling), 'the call ended while its request hung');
  call.abort(new Error('the router ends the call'));
  const isStuck = await context.stillWaits(calling);
  expectThat(!isStuck, 'the call did not end with its signal');
  return errorOf(await context.ending(calling), 'a call that was ended');
}

const passSignals = 'pass both signals to the transport, and await nothing that does not heed them';

const submitOf = async (
  context: CheckContext,
): Promise<(call: CheckedCall) => Promise<unknown>> => {
  const task = await context.taskOf(context.sample);
  return (call) => context.provider.submit(task, call.context);
};

/** How calls end before they are answered. */
export const endingChecks: readonly Check[] = [
  {
    id: 'F01',
    title: 'sends nothing when the call has ended before it began',
    why: 'a task is bought that nobody waits for',
    fix: passSignals,
    severity: 'money',
    run: async (context) => {
      const submit = await submitOf(context);
      for (const which of ['abort', 'recall'] as const) {
        const call = context.call();
        call[which](new Error('ended before it began'));
        const error = errorOf(await context.ending(submit(call)), `a submit after ${which}`);
        expectEqual(error.charged, 'no', '"charged"');
      }
      expectEqual(context.requests.length, 0, 'requests sent');
      expectEqual(context.acceptedCount, 0, 'tasks accepted');
    },
  },
  {
    id: 'F02',
    title: 'ends with its signal while a connection hangs',
    why: 'undici looks at no signal while it connects: the caller waits 10 s for nothing',
    fix: 'use undiciTransport, or race the signal yourself',
    severity: 'hang',
    run: async (context) => {
      const hang = { kind: 'hang', at: 'connect' } as const;
      await endHanging(context, hang, await submitOf(context));
    },
  },
  {
    id: 'F03',
    title: 'ends with its signal while the headers do not come',
    why: 'a silent service holds the task for ever',
    fix: passSignals,
    severity: 'hang',
    run: async (context) => {
      const hang = { kind: 'hang', at: 'headers', isHandled: true } as const;
      const ticket = await context.ticketOf();
      await endHanging(context, hang, (call) => context.provider.poll(ticket, call.context));
    },
  },
  {
    id: 'F04',
    title: 'ends with its signal while the body does not come',
    why: 'a reply that stops half-way holds the task for ever',
    fix: passSignals,
    severity: 'hang',
    run: async (context) => {
      const hang = { kind: 'hang', at: 'body', isHandled: true } as const;
      const ticket = await context.ticketOf();
      await endHanging(context, hang, (call) => context.provider.poll(ticket, call.context));
    },
  },
  {
    id: 'F05',
    title: 'says of a submit that was ended after it was sent that it may be paid',
    why: 'booked as free, the task is bought again while the first is at work',
    fix: 'let the transport’s error through: it knows whether a byte was written',
    severity: 'money',
    run: async (context) => {
      const hang = { kind: 'hang', at: 'headers', isHandled: true } as const;
      const error = await endHanging(context, hang, await submitOf(context));
      expectEqual(Object(error).code, 'outcome-unknown', 'the code');
      expectEqual(Object(error).charged, 'unknown', '"charged"');
    },
  },
  {
    id: 'F09',
    title: 'drops a submit that is recalled while nothing of it is written',
    why: 'the task has moved on: what is still sent is bought for nobody',
    fix: passSignals,
    severity: 'money',
    run: async (context) => {
      const submit = await submitOf(context);
      context.script({ kind: 'hang', at: 'connect' });
      await context.ready();
      const call = context.call();
      const submitting = submit(call);
      submitting.catch(() => undefined);
      expectThat(
        await context.stillWaits(submitting),
        'the submit ended while its connection hung',
      );
      call.recall();
      const error = errorOf(await context.ending(submitting), 'a recalled submit');
      expectOneOf(error.code, ['unreachable'], 'the code');
      expectEqual(context.acceptedCount, 0, 'tasks accepted');
    },
  },
  {
    id: 'F10',
    title: 'goes on with a submit that is recalled after it was sent',
    why: 'the task may be paid: its ticket is all that makes it of use',
    fix: 'hand `recall` to the transport only; never treat it as an abort',
    severity: 'money',
    run: async (context) => {
      const submit = await submitOf(context);
      const call = context.call();
      context.script({ kind: 'late', byMs: 1_000 });
      const submitting = submit(call);
      submitting.catch(() => undefined);
      expectThat(await context.stillWaits(submitting), 'the submit ended before its reply');
      call.recall();
      const submission = valueOf(
        await context.ending(submitting),
        'a submit recalled after it was sent',
      );
      expectThat(Object(submission).ticket !== undefined, 'the submit gave no ticket');
    },
  },
];
