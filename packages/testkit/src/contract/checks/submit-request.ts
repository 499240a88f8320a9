import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { CheckSkipped } from '../check-failure.ts';
import { errorOf, valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { knownSamples, pictureText } from '../samples/known-samples.ts';
import type { TaskSample } from '../samples/task-sample.ts';
import { samplesWithProxy } from '../samples/with-proxy.ts';
import { sentValues } from '../sent-values.ts';
import { showsSecret } from '../shows-secret.ts';
import { shown } from '../shown.ts';

/** Whatever encodings get wrong. */
const odd = 'a+b %2B%zz&c=d é✓😀 "q"\\';

/** The fields of a sample that may hold any text, which its schema tells. */
async function oddSample(context: CheckContext): Promise<TaskSample> {
  const fields = Object.entries(context.sample.task).filter(
    ([name, value]) => name !== 'type' && typeof value === 'string',
  );
  let { task } = context.sample;
  for (const [name, value] of fields) {
    const isUrl = /^https?:/.test(String(value));
    const changed = {
      ...task,
      [name]: isUrl ? `${String(value)}&q=a%20b+c` : `${String(value)}${odd}`,
    };
    const schema = context.provider.supports.taskTypes[task.type];
    const result = await schema?.['~standard'].validate(changed);
    const output = result !== undefined && result.issues === undefined ? result.value : undefined;
    if (Object(output)[name] === changed[name]) task = changed;
  }
  return { ...context.sample, task };
}

/** What the request of a submit looks like. */
export const submitRequestChecks: readonly Check[] = [
  {
    id: 'B01',
    title: 'sends every given field with exactly its bytes',
    why: 'a mangled site key or page is solved for another page, and the answer is refused there',
    fix: 'encode once, by JSON.stringify or URLSearchParams, as UTF-8',
    severity: 'wrong-answer',
    run: async (context) => {
      const sample = await oddSample(context);
      await context.submit(sample);
      const sent = context.requests.flatMap(({ request }) => sentValues(request));
      for (const [name, value] of Object.entries(sample.task)) {
        if (typeof value !== 'string' || name === 'type') continue;
        expectThat(sent.includes(value), `"${name}" did not arrive as ${shown(value)}`);
      }
    },
  },
  {
    id: 'B02',
    title: 'has schemas that refuse a task of another type and an unknown field',
    why: 'a field that would be dropped silently is a task that was not asked for, and is paid',
    fix: 'use strictObject, with a literal type and exactly the fields that are sent',
    severity: 'wrong-answer',
    run: async (context) => {
      for (const [type, { task }] of Object.entries(context.samples)) {
        const schema = context.provider.supports.taskTypes[type];
        for (const wrong of [
          { ...task, type: 'no-such-type' },
          { ...task, noSuchField: 1 },
        ]) {
          const result = await schema?.['~standard'].validate(wrong);
          expectThat(result?.issues !== undefined, `the schema of "${type}" takes ${shown(wrong)}`);
        }
      }
    },
  },
  {
    id: 'B09',
    title: 'sends a picture as it is, whether it comes as bytes or as text',
    why: 'a picture that is encoded twice cannot be solved, and is paid',
    fix: 'turn bytes into base64 once, and strip a data: prefix',
    severity: 'wrong-answer',
    needs: ['picture'],
    run: async (context) => {
      const bytes = knownSamples['image']?.task['image'];
      for (const image of [bytes, pictureText, `data:image/png;base64,${pictureText}`]) {
        await context.submit({ task: { type: 'image', image } });
        const sent = sentValues(context.requests.at(-1)?.request ?? emptyRequest);
        const isThere = sent.some((value) => value.replace(/^data:[^,]*,/, '') === pictureText);
        expectThat(isThere, `a picture given as ${typeof image} did not arrive`);
      }
    },
  },
  {
    id: 'B10',
    title: 'keeps the key out of every URL',
    why: 'URLs end up in the logs of everybody in between',
    fix: 'put the key into the body, or into a header',
    severity: 'secret',
    run: async (context) => {
      const ticket = await context.ticketOf();
      await context.poll(ticket);
      if (context.provider.balance !== undefined) {
        await context.ending(context.provider.balance(context.call().context));
      }
      for (const { url } of context.requests) {
        expectThat(!decoded(url).includes(context.apiKey), 'the URL of a request shows the key');
      }
    },
  },
  {
    id: 'B11',
    title: 'hands both signals of the call to its requests',
    why: 'the router ends calls by them: without them a task hangs, or is bought after it was recalled',
    fix: 'pass { signal: context.signal, recall: context.recall } to transport.send',
    severity: 'hang',
    run: async (context) => {
      const task = await context.taskOf(context.sample);
      for (const which of ['abort', 'recall'] as const) {
        context.script({ kind: 'hang', at: 'connect' });
        await context.ready();
        const call = context.call();
        const submitting = context.provider.submit(task, call.context);
        submitting.catch(() => undefined);
        expectThat(
          await context.stillWaits(submitting),
          'a submit ended while its connection hung',
        );
        call[which]();
        const error = errorOf(await context.ending(submitting), `a submit after ${which}`);
        expectEqual(error.charged, 'no', `"charged" of a submit that ${which} ended unsent`);
      }
    },
  },
  {
    id: 'B12',
    title: 'shows neither the key nor a proxy’s password when a client’s error quotes the request',
    why: 'errors are logged, sent to trackers and shown to people',
    fix: 'name the key and the task’s secrets in `secrets` of the request; use redactedCause for other errors',
    severity: 'secret',
    needs: ['no-socket'],
    run: async (context) => {
      const samples = await samplesWithProxy(context);
      if (samples.length === 0) throw new CheckSkipped('no declared type takes a proxy');
      for (const { sample, password } of samples) {
        context.script({ kind: 'lose', how: 'reset-before-headers' });
        const error = errorOf(await context.submit(sample), 'a submit whose reply is lost');
        for (const secret of [context.apiKey, password]) {
          expectThat(
            !showsSecret(error, secret),
            `the error shows ${secret === context.apiKey ? 'the key' : 'the password'}`,
          );
        }
      }
    },
  },
  {
    id: 'B15',
    title: 'gives a ticket of plain JSON, small and without a secret',
    why: 'the router stores it, logs it and hands it to callers',
    fix: 'put the service’s id and the task’s type into the ticket, and nothing else',
    severity: 'secret',
    run: async (context) => {
      const { ticket } = valueOf(await context.submit(), 'a sound submit');
      const text = JSON.stringify(ticket ?? {});
      expectEqual(JSON.parse(text), ticket ?? {}, 'the ticket after a round trip through JSON');
      expectThat(text.length <= 10_000, `the ticket has ${text.length} characters`);
      expectThat(!showsSecret(ticket, context.apiKey), 'the ticket shows the key');
    },
  },
];

const emptyRequest = { method: 'GET', path: '/', headers: {}, body: '', bytes: new Uint8Array() };

function decoded(url: string): string {
  try {
    return `${url} ${decodeURIComponent(url)}`;
  } catch {
    return url;
  }
}
