import type { WireReply } from '../dialects/wire.ts';
import type { ReplyFault } from '../faults/network/reply-fault.ts';
import { headOf, seenData, write } from './spoiling.ts';
import type { SeenStep, WireScript } from './wire-script.ts';

type CutFault = Extract<
  ReplyFault,
  {
    readonly kind:
      | 'close-before-headers'
      | 'half-open'
      | 'mid-body-reset'
      | 'mid-body-close'
      | 'hang-mid-body'
      | 'hang-after-headers';
  }
>;

const otherSideClosed: SeenStep = { kind: 'fail', code: 'UND_ERR_SOCKET' };
const defaultBytes = 3;

/** A reply of which the end is missing, or all of it. */
export function cutReply(fault: CutFault, reply: WireReply): WireScript {
  switch (fault.kind) {
    case 'close-before-headers':
      return { steps: [], ending: 'close', seen: [otherSideClosed], fate: 'cut' };
    case 'half-open':
      return { steps: [], ending: 'half-close', seen: [otherSideClosed], fate: 'cut' };
    case 'hang-after-headers':
      return { ...begun(reply, { bytes: 0 }), ending: 'hang', fate: 'hang' };
    case 'hang-mid-body':
      return { ...begun(reply, fault), ending: 'hang', fate: 'hang' };
    case 'mid-body-close':
      return endedBy(begun(reply, fault), { ending: 'close', fate: 'cut' }, otherSideClosed);
    case 'mid-body-reset':
      return endedBy(
        begun(reply, fault),
        { ending: 'reset', fate: 'reset' },
        { kind: 'fail', code: 'ECONNRESET' },
      );
  }
}

interface Cut {
  readonly bytes?: number | undefined;
  readonly framing?: 'content-length' | 'chunked' | undefined;
}

type Begun = Pick<WireScript, 'steps' | 'seen'>;

/** The head of a reply and some of its body, never all. */
function begun(reply: WireReply, { bytes = defaultBytes, framing }: Cut): Begun {
  const body = Buffer.from(reply.body);
  const cut = body.subarray(0, Math.max(0, Math.min(bytes, body.length - 1)));
  const isChunked = framing === 'chunked';
  const length = { 'content-length': Math.max(1, body.length) };
  const { step, seen } = headOf(reply, isChunked ? { 'transfer-encoding': 'chunked' } : length);
  const chunk = Buffer.concat([
    Buffer.from(`${cut.length.toString(16)}\r\n`),
    cut,
    Buffer.from('\r\n'),
  ]);
  const steps = cut.length === 0 ? [step] : [step, write(isChunked ? chunk : cut)];
  return { steps, seen: [seen, ...seenData(cut)] };
}

const endedBy = (
  start: Begun,
  end: Pick<WireScript, 'ending' | 'fate'>,
  noticed: SeenStep,
): WireScript => ({ ...start, ...end, seen: [...start.seen, noticed] });
