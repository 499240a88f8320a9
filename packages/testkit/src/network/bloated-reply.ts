import { gzipSync } from 'node:zlib';

import type { WireReply } from '../dialects/wire.ts';
import type { ReplyFault } from '../faults/network/reply-fault.ts';
import { headOf, rewritten } from './spoiling.ts';
import type { WireScript } from './wire-script.ts';

type BloatedFault = Extract<
  ReplyFault,
  { readonly kind: 'body-huge' | 'gzip-bomb' | 'bad-gzip' | 'wrong-encoding-label' }
>;

const mebibyte = 1_048_576;

/** A reply whose body is too much, or not what its headers say. */
export function bloatedReply(fault: BloatedFault, reply: WireReply): WireScript {
  switch (fault.kind) {
    case 'body-huge': {
      const count = (fault.mebibytes ?? 2) * mebibyte;
      const { step, seen } = headOf(reply, { 'content-length': count, connection: 'close' });
      const fill = { kind: 'fill', count } as const;
      return {
        steps: [step, fill],
        ending: 'close',
        seen: [seen, fill, { kind: 'end' }],
        fate: 'spoiled',
      };
    }
    case 'gzip-bomb': {
      // A gzip stream may have many members (RFC 1952, section 2.2): each is made once.
      const member = gzipSync(Buffer.alloc(mebibyte));
      const body = Buffer.concat(Array.from({ length: fault.mebibytes ?? 64 }, () => member));
      return labelled(reply, body, 'gzip');
    }
    case 'bad-gzip': {
      const body = gzipSync(reply.body);
      // Behind the header of ten bytes comes the compressed data.
      return labelled(reply, body.fill(0xff, 10, 14), 'gzip');
    }
    case 'wrong-encoding-label':
      return labelled(reply, Buffer.from(reply.body), fault.encoding ?? 'gzip');
  }
}

const labelled = (reply: WireReply, body: Uint8Array, encoding: string): WireScript =>
  rewritten({ reply, headers: { 'content-encoding': encoding }, body, fate: 'spoiled' });
