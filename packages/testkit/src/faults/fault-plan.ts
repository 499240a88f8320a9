import type { Orders } from '../core/orders.ts';
import type { RestartKeeps } from '../core/restart-keeps.ts';
import type { Refusal } from '../core/refusal.ts';
import { solveTimeMs } from '../core/solve-time.ts';
import { textReply } from '../dialects/replies.ts';
import type { WireReply } from '../dialects/wire.ts';
import { isCallbackFault } from './callback-fault.ts';
import type { Fault } from './fault.ts';
import { isEarlyFault } from './network/connection-fault.ts';
import { isReplyFault, type ReplyFault } from './network/reply-fault.ts';
import type { StatusFault } from './network/status-fault.ts';
import { isWordingFault, type WordingFault } from './wording-fault.ts';

/** What a fault does to one request. */
export type FaultPlan =
  /** The service does its work under orders, and its reply goes out after `afterMs`. */
  | { readonly kind: 'serve'; readonly orders: Orders; readonly afterMs: number }
  /** The service says no without looking. */
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** The service says no in words of the fault's; `charged` where it did its work before. */
  | {
      readonly kind: 'say';
      readonly words: FaultWords;
      readonly isHandled: boolean;
    }
  /** The service does its work, and its reply is changed on the way. */
  | { readonly kind: 'alter'; readonly fault: WordingFault }
  /** The service begins anew, and does its work. */
  | { readonly kind: 'restart'; readonly keeps: RestartKeeps }
  /** The service does its work if `isHandled`, and something else goes out. */
  | {
      readonly kind: 'replace';
      readonly isHandled: boolean;
      readonly delivery: 'reset' | 'hang' | WireReply;
    }
  /** The service does its work if `isHandled`, and its reply, or an error page instead of it, is spoiled. */
  | { readonly kind: 'spoil'; readonly isHandled: boolean; readonly fault: ReplyFault }
  /** The service does its work if `isHandled`, and a status of another machine goes out. */
  | { readonly kind: 'reply-status'; readonly isHandled: boolean; readonly fault: StatusFault };

/** An error in words that are no dialect's own. */
export interface FaultWords {
  /** The refusal whose word it is, or any word. */
  readonly word: Refusal | { readonly text: string };
  readonly errorId?: number | undefined;
  /** The key that the client sent is shown. */
  readonly isKeyShown?: boolean;
}

const soundly: FaultPlan = { kind: 'serve', orders: {}, afterMs: 0 };

const under = (orders: Orders): FaultPlan => ({ kind: 'serve', orders, afterMs: 0 });

const refuse = (refusal: Refusal): FaultPlan => ({ kind: 'refuse', refusal });

const reportRefusals = {
  refused: 'report-refused',
  duplicate: 'report-duplicate',
  'too-early': 'report-too-early',
  'too-late': 'task-id-unknown',
} as const satisfies Record<string, Refusal>;

const maintenanceText = 'The service is under maintenance. Please try again in a few minutes.';

/** Translates a fault. @param share a draw of 0 to 1 for the request, asked for where a law needs it. */
export function faultPlanOf(fault: Fault, share: () => number): FaultPlan {
  if (isWordingFault(fault)) return { kind: 'alter', fault };
  if (isCallbackFault(fault) || isEarlyFault(fault)) return soundly;
  if (isReplyFault(fault)) return { kind: 'spoil', isHandled: isDoneUnder(fault), fault };
  switch (fault.kind) {
    case 'pass':
    case 'refuse':
    case 'hang-in-connect':
      return soundly;
    case 'delay':
      return { kind: 'serve', orders: {}, afterMs: fault.ms };
    case 'latency':
      return { kind: 'serve', orders: {}, afterMs: solveTimeMs(fault.law, share()) };
    case 'slow':
      return under({ slowFactor: fault.factor });
    case 'solve-time':
      return under({ solveTime: fault.law });
    case 'instant':
      return under({ isInstant: true });
    case 'wrong-answer':
      return under({ isWrong: true });
    case 'other-answer':
      return under({ pollSays: 'other-answer' });
    case 'task-lost':
      return under({ isForgotten: true });
    case 'uncharged':
      return under({ isFree: true });
    case 'second-read':
      return under({ secondRead: fault.says });
    case 'parameter-ignored':
      return under({ ignores: fault.parameter });
    case 'never-ready':
      return under({ fate: 'never', pollSays: 'pending' });
    case 'unsolvable':
      return under({
        fate: 'unsolvable',
        pollSays: 'unsolvable',
        ...(fault.refunded === undefined ? {} : { isRefunded: fault.refunded }),
      });
    case 'no-slot':
    case 'zero-balance':
    case 'key-malformed':
    case 'rate-limited':
      return refuse(fault.kind);
    case 'key-revoked':
      return refuse('key-unknown');
    case 'ip-banned':
      return refuse('address-banned');
    case 'task-type-refused':
      return refuse('task-type-unknown');
    case 'method-deprecated':
      return refuse('method-deprecated');
    case 'report-refused':
      return refuse(reportRefusals[fault.says ?? 'refused']);
    case 'error-word': {
      const { word: text, errorId, charged = false } = fault;
      return { kind: 'say', words: { word: { text }, errorId }, isHandled: charged };
    }
    case 'secret-echo':
      return { kind: 'say', words: { word: 'key-unknown', isKeyShown: true }, isHandled: false };
    case 'maintenance': {
      const page = textReply(fault.text ?? maintenanceText);
      return { kind: 'replace', isHandled: false, delivery: page };
    }
    case 'restart':
      return { kind: 'restart', keeps: fault.keeps ?? 'paid' };
    case 'reset-before-headers':
      return { kind: 'replace', isHandled: false, delivery: 'reset' };
    case 'reset-after-charge':
      return { kind: 'replace', isHandled: true, delivery: 'reset' };
    case 'hang-before-headers':
      return { kind: 'replace', isHandled: fault.charged ?? true, delivery: 'hang' };
    case 'http-status':
    case 'html-200':
    case 'redirect':
      return { kind: 'reply-status', isHandled: fault.charged ?? false, fault };
  }
}

/** Whether the work is done under a fault of the reply. */
function isDoneUnder(fault: ReplyFault): boolean {
  const isDone = 'charged' in fault ? fault.charged : undefined;
  return isDone ?? fault.kind !== 'close-before-headers';
}
