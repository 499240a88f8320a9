import type { WireReply } from '../dialects/wire.ts';
import type { ReplyFault } from '../faults/network/reply-fault.ts';
import { headerLines, rawHead } from './raw-head.ts';
import { headOf, rewritten, seenData, soundHeaders, write } from './spoiling.ts';
import type { SeenStep, WireScript, WireStep } from './wire-script.ts';

type OddFault = Extract<
  ReplyFault,
  {
    readonly kind: 'slow-drip' | 'early-hints' | 'http-1-0' | 'header-case' | 'trailing-bytes';
  }
>;

/** A reply that is whole and true, in a form that few clients have met. */
export function oddReply(fault: OddFault, reply: WireReply): WireScript {
  const body = Buffer.from(reply.body);
  const whole = rewritten({ reply, headers: {}, body, fate: 'flushed' });
  const lines = headerLines(reply, soundHeaders(body));
  const { status } = reply;
  switch (fault.kind) {
    case 'slow-drip':
      return drip(reply, fault);
    case 'early-hints': {
      const headers = { link: '</style.css>; rel=preload; as=style' };
      const hints = rawHead({ status: 103, headers: Object.entries(headers) });
      const seen: SeenStep = { kind: 'head', status: 103, headers };
      return { ...whole, steps: [write(hints), ...whole.steps], seen: [seen, ...whole.seen] };
    }
    case 'http-1-0': {
      const head = rawHead({ status, headers: headerLines(reply), version: '1.0' });
      const seen: SeenStep = { kind: 'head', status, headers: reply.headers };
      const data = seenData(body);
      return {
        ...whole,
        steps: [write(head), write(body)],
        seen: [seen, ...data, { kind: 'end' }],
      };
    }
    case 'header-case': {
      const style = fault.style ?? 'odd';
      const headers = lines.map(([name, value]) => [cased[style](name), value] as const);
      return { ...whole, steps: [write(rawHead({ status, headers })), write(body)] };
    }
    case 'trailing-bytes': {
      const head = headOf(reply, { 'content-length': body.length });
      const again = rawHead({ status: 200, headers: [['content-length', '5']] });
      const trailing =
        fault.what === 'reply'
          ? Buffer.concat([again, Buffer.from('OK|13')])
          : Buffer.from('\0\0trailing');
      const steps = [head.step, write(Buffer.concat([body, trailing]))];
      return { ...whole, steps, seen: [head.seen, ...seenData(body), { kind: 'end' }] };
    }
  }
}

const cased = {
  lower: (name: string): string => name.toLowerCase(),
  upper: (name: string): string => name.toUpperCase(),
  odd: (name: string): string =>
    name.replaceAll(/(.)(.)/g, (_, one: string, other: string) => one + other.toUpperCase()),
} as const;

function drip(
  reply: WireReply,
  { bytesPerTick, everyMs, headers = false }: Extract<OddFault, { kind: 'slow-drip' }>,
): WireScript {
  const body = Buffer.from(reply.body);
  const lines = headerLines(reply, soundHeaders(body));
  const head = rawHead({ status: reply.status, headers: lines });
  const wait = { kind: 'wait', ms: everyMs } as const;
  const steps: WireStep[] = headers ? [] : [write(head)];
  const seenHead: SeenStep = {
    kind: 'head',
    status: reply.status,
    headers: Object.fromEntries(lines),
  };
  const seen: SeenStep[] = headers ? [] : [seenHead];
  const dripped = headers ? Buffer.concat([head, body]) : body;
  const headEnd = headers ? head.length : 0;
  for (let start = 0; start < dripped.length; start += bytesPerTick) {
    const end = start + bytesPerTick;
    steps.push(wait, write(dripped.subarray(start, end)));
    seen.push(wait);
    if (start < headEnd && headEnd <= end) seen.push(seenHead);
    seen.push(...seenData(dripped.subarray(Math.max(start, headEnd), end)));
  }
  return { steps, ending: 'close', seen: [...seen, { kind: 'end' }], fate: 'flushed' };
}
