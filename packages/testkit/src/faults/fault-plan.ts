import type { Orders } from '../core/orders.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Fault } from './fault.ts';
import { isEarlyFault } from './network/connection-fault.ts';
import { isReplyFault, type ReplyFault } from './network/reply-fault.ts';
import type { StatusFault } from './network/status-fault.ts';

/** What a fault does to one request. */
export type FaultPlan =
  /** The service does its work under orders, and its reply goes out after `afterMs`. */
  | { readonly kind: 'serve'; readonly orders: Orders; readonly afterMs: number }
  /** The service says no without looking. */
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** The service does its work if `isHandled`, and something else goes out. */
  | {
      readonly kind: 'replace';
      readonly isHandled: boolean;
      readonly delivery: 'reset' | 'hang';
    }
  /** The service does its work if `isHandled`, and its reply, or an error page instead of it, is spoiled. */
  | { readonly kind: 'spoil'; readonly isHandled: boolean; readonly fault: ReplyFault }
  /** The service does its work if `isHandled`, and a status of another machine goes out. */
  | { readonly kind: 'say'; readonly isHandled: boolean; readonly fault: StatusFault };

const soundly: FaultPlan = { kind: 'serve', orders: {}, afterMs: 0 };

const under = (orders: Orders): FaultPlan => ({ kind: 'serve', orders, afterMs: 0 });

/** Translates a fault. */
export function faultPlanOf(fault: Fault): FaultPlan {
  if (isEarlyFault(fault)) return soundly;
  if (isReplyFault(fault)) return { kind: 'spoil', isHandled: isDoneUnder(fault), fault };
  switch (fault.kind) {
    case 'pass':
    case 'refuse':
    case 'hang-in-connect':
    case 'callback-never':
    case 'callback-twice':
    case 'callback-late':
    case 'callback-early':
    case 'callback-spoofed':
    case 'callback-error-code':
    case 'callback-storm':
      return soundly;
    case 'delay':
      return { kind: 'serve', orders: {}, afterMs: fault.ms };
    case 'slow':
      return under({ slowFactor: fault.factor });
    case 'never-ready':
      return under({ fate: 'never', pollSays: 'pending' });
    case 'unsolvable':
      return under({
        fate: 'unsolvable',
        pollSays: 'unsolvable',
        isRefunded: fault.refunded ?? true,
      });
    case 'no-slot':
    case 'zero-balance':
      return { kind: 'refuse', refusal: fault.kind };
    case 'key-revoked':
      return { kind: 'refuse', refusal: 'key-unknown' };
    case 'ip-banned':
      return { kind: 'refuse', refusal: 'address-banned' };
    case 'reset-before-headers':
      return { kind: 'replace', isHandled: false, delivery: 'reset' };
    case 'reset-after-charge':
      return { kind: 'replace', isHandled: true, delivery: 'reset' };
    case 'hang-before-headers':
      return { kind: 'replace', isHandled: fault.charged ?? true, delivery: 'hang' };
    case 'http-status':
    case 'html-200':
    case 'redirect':
      return { kind: 'say', isHandled: fault.charged ?? false, fault };
  }
}

/** Whether the work is done under a fault of the reply. */
function isDoneUnder(fault: ReplyFault): boolean {
  const isDone = 'charged' in fault ? fault.charged : undefined;
  return isDone ?? fault.kind !== 'close-before-headers';
}
