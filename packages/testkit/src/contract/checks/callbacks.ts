import type { CallbackRequest, ProviderV1 } from '@understudy/core/provider';

import type { Check } from '../check.ts';
import type { CheckContext } from '../check-context.ts';
import { valueOf } from '../ending.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { shown } from '../shown.ts';

const callbackUrl = 'http://127.0.0.1:9/callbacks/a-secret-of-the-router';

async function submitWithUrl(context: CheckContext): Promise<void> {
  const task = await context.taskOf(context.sample);
  const { context: call } = context.call({ callbackUrl });
  valueOf(
    await context.ending(context.provider.submit(task, call)),
    'a submit with a callback URL',
  );
}

function read(
  provider: ProviderV1,
  request: Partial<CallbackRequest>,
): ReturnType<NonNullable<ProviderV1['readCallback']>> {
  const whole = {
    method: 'POST',
    url: callbackUrl,
    headers: {},
    body: '',
    taskType: 'turnstile',
    ...request,
  } as const;
  return provider.readCallback?.(whole);
}

/** How callbacks are asked for and read. */
export const callbackChecks: readonly Check[] = [
  {
    id: 'H04',
    title: 'reads the ticket that a callback names, in every form of it',
    why: 'an answer that was announced is collected by the next poll only, or not at all',
    fix: 'read the id from query, form and JSON, and make the ticket that submit would have made',
    severity: 'robustness',
    needs: ['callbacks'],
    run: async (context) => {
      const { provider, wire, sample } = context;
      const id = '71234567890';
      const ticketsSeen = new Set<string>();
      for (const { method, url, contentType, body } of wire.callback?.({ id, url: callbackUrl }) ??
        []) {
        const headers: Record<string, string> =
          contentType === undefined ? {} : { 'content-type': contentType };
        const request = { method, url, headers, body: body ?? '', taskType: sample.task.type };
        for (const notice of [read(provider, request), read(provider, request)]) {
          expectThat(notice?.ticket !== undefined, `a callback by ${method} names no ticket`);
          ticketsSeen.add(JSON.stringify(notice.ticket));
        }
        const before = context.requests.length;
        context.script({ kind: 'say', answer: wire.pending({ id }) });
        await context.poll(read(provider, request)?.ticket ?? {});
        const sent = context.requests
          .slice(before)
          .map(({ request: poll }) => poll.path + poll.body);
        expectThat(
          sent.some((text) => text.includes(id)),
          'the ticket of a callback is not asked for by its id',
        );
      }
      expectEqual(ticketsSeen.size, 1, 'different tickets of one task');
    },
  },
  {
    id: 'H09',
    title: 'reads nothing into a callback that is none',
    why: 'anybody can call: what throws or is believed is in their hands',
    fix: 'return undefined for whatever does not fit; never throw',
    severity: 'robustness',
    needs: ['callbacks'],
    run: async (context) => {
      const noise = [
        '',
        '{',
        '[]',
        'null',
        'id=',
        '{"id":{}}',
        `id=${'9'.repeat(10_000)}`,
        '{"__proto__":{"id":1}}',
      ];
      for (const body of noise) {
        for (const contentType of [
          'application/json',
          'application/x-www-form-urlencoded',
          'text/plain',
        ]) {
          const notice = read(context.provider, { body, headers: { 'content-type': contentType } });
          expectThat(notice?.ticket === undefined, `${shown(body)} was read as ${shown(notice)}`);
        }
      }
      expectEqual(context.requests.length, 0, 'requests sent');
    },
  },
  {
    id: 'H10',
    title: 'tells the service of the callback URL, and only where there is one',
    why: 'a provider that reads callbacks and never asks for them waits in vain',
    fix: 'send context.callbackUrl with the submit',
    severity: 'comfort',
    needs: ['callbacks'],
    run: async (context) => {
      await submitWithUrl(context);
      const { request } = context.requests.at(-1) ?? {};
      const url = request === undefined ? undefined : context.wire.read(request)?.callbackUrl;
      expectEqual(url, callbackUrl, 'the callback URL that was sent');
      await context.submit();
      const without = context.requests.at(-1)?.request;
      expectEqual(
        without && context.wire.read(without)?.callbackUrl,
        undefined,
        'a callback URL that nobody gave',
      );
    },
  },
];
