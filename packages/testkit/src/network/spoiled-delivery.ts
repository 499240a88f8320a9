import type { Delivery } from '../core/handled.ts';
import type { WireReply } from '../dialects/wire.ts';
import type { ReplyFault } from '../faults/network/reply-fault.ts';
import { bloatedReply } from './bloated-reply.ts';
import { cutReply } from './cut-reply.ts';
import { garbledReply } from './garbled-reply.ts';
import { oddReply } from './odd-reply.ts';
import type { Spoiled } from './spoiling.ts';
import type { WireScript } from './wire-script.ts';

type SpoiledDelivery = Extract<Delivery, { readonly kind: 'reply' | 'script' }>;

const scripted = (script: WireScript): SpoiledDelivery => ({ kind: 'script', script, afterMs: 0 });

const whole = (reply: WireReply, aftermath: 'reset-next' | 'after-pipelined'): SpoiledDelivery => ({
  kind: 'reply',
  reply,
  afterMs: 0,
  aftermath,
});

/** What a fault makes of a reply. */
export function spoiledDelivery(fault: ReplyFault, spoiled: Spoiled): SpoiledDelivery {
  const { reply } = spoiled;
  switch (fault.kind) {
    case 'close-before-headers':
    case 'half-open':
    case 'mid-body-reset':
    case 'mid-body-close':
    case 'hang-mid-body':
    case 'hang-after-headers':
      return scripted(cutReply(fault, reply));
    case 'bad-chunk':
    case 'garbage-bytes':
    case 'content-length-short':
    case 'content-length-long':
    case 'content-length-duplicate':
    case 'headers-huge':
    case 'only-100':
      return scripted(garbledReply(fault, spoiled));
    case 'body-huge':
    case 'gzip-bomb':
    case 'bad-gzip':
    case 'wrong-encoding-label':
      return scripted(bloatedReply(fault, reply));
    case 'slow-drip':
    case 'early-hints':
    case 'http-1-0':
    case 'header-case':
    case 'trailing-bytes':
      return scripted(oddReply(fault, reply));
    case 'connection-close': {
      const headers = { ...reply.headers, connection: 'close' };
      return { kind: 'reply', reply: { ...reply, headers }, afterMs: 0 };
    }
    case 'keep-alive-race':
      return whole(reply, 'reset-next');
    case 'pipelining-disorder':
      return whole(reply, 'after-pipelined');
  }
}
