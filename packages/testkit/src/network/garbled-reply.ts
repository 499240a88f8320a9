import { createHash } from 'node:crypto';

import type { ReplyFault } from '../faults/network/reply-fault.ts';
import { headerLines, rawHead } from './raw-head.ts';
import { headOf, seenData, type Spoiled, unreadable, write } from './spoiling.ts';
import type { WireScript } from './wire-script.ts';

type GarbledFault = Extract<
  ReplyFault,
  {
    readonly kind:
      | 'bad-chunk'
      | 'garbage-bytes'
      | 'content-length-short'
      | 'content-length-long'
      | 'content-length-duplicate'
      | 'headers-huge'
      | 'only-100';
  }
>;

const defaultHeadersBytes = 80 * 1024;

/** A reply that breaks HTTP. */
export function garbledReply(fault: GarbledFault, { reply, entropy }: Spoiled): WireScript {
  const body = Buffer.from(reply.body);
  switch (fault.kind) {
    case 'bad-chunk': {
      const { step, seen } = headOf(reply, { 'transfer-encoding': 'chunked' });
      const steps = [step, write(Buffer.from('ZZZ\r\n'))];
      const failed = { kind: 'fail' } as const;
      return { steps, ending: 'close', seen: [seen, failed], fate: 'spoiled' };
    }
    case 'garbage-bytes':
      return unreadable(garbageOf(entropy, fault.bytes ?? 64));
    case 'content-length-short': {
      const length = Math.max(0, Math.min(fault.length ?? 2, body.length - 1));
      const { step, seen } = headOf(reply, { 'content-length': length });
      const cut = seenData(body.subarray(0, length));
      return {
        steps: [step, write(body)],
        ending: 'close',
        seen: [seen, ...cut, { kind: 'end' }],
        fate: 'cut',
      };
    }
    case 'content-length-long': {
      const length = body.length + (fault.extra ?? 50);
      const { step, seen } = headOf(reply, { 'content-length': length });
      const steps = [step, write(body)];
      return { steps, ending: 'hang', seen: [seen, ...seenData(body)], fate: 'hang' };
    }
    case 'content-length-duplicate': {
      const lengths = [body.length, body.length + 1].map(
        (length) => ['content-length', String(length)] as const,
      );
      const head = rawHead({ status: reply.status, headers: [...headerLines(reply), ...lengths] });
      return unreadable(Buffer.concat([head, body]), 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH');
    }
    case 'headers-huge': {
      const padding = { 'x-padding': 'a'.repeat(fault.bytes ?? defaultHeadersBytes) };
      const head = rawHead({ status: reply.status, headers: headerLines(reply, padding) });
      return unreadable(head, 'UND_ERR_HEADERS_OVERFLOW');
    }
    case 'only-100': {
      const interim = write(rawHead({ status: 100, headers: [] }));
      const seen = [{ kind: 'fail', code: 'UND_ERR_SOCKET' }] as const;
      return { steps: [interim], ending: 'hang', seen, fate: 'hang' };
    }
  }
}

/** Bytes that follow from a text, of which the first begins no reply. */
function garbageOf(entropy: string, count: number): Buffer {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < count; block += 1) {
    blocks.push(createHash('sha256').update(`${entropy}/${block}`).digest());
  }
  const bytes = Buffer.concat(blocks).subarray(0, count);
  bytes[0] = (bytes[0] ?? 0) | 0x80;
  return bytes;
}
