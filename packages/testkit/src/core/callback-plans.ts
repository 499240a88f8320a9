import type { CallbackFault } from '../faults/callback-fault.ts';
import type { FakeTaskInit } from './fake-task.ts';
import { sha256 } from './fingerprint.ts';

/** One callback to be sent. */
export interface CallbackPlan {
  /** Milliseconds since the fake started. */
  readonly at: number;
  /** The id that it names. */
  readonly taskId: string;
  readonly says: 'outcome' | 'unsolvable' | { readonly kind: 'forged'; readonly code: string };
  /** How it is sent, where that is not usual. */
  readonly manner?: CallbackManner | undefined;
}

/** How a callback is sent, where that is not usual. */
export interface CallbackManner {
  readonly form?: 'query' | 'form' | 'json';
  readonly paddingBytes?: number;
  /** How long its body takes. */
  readonly slowMs?: number;
  readonly hasWrongSecret?: boolean;
  readonly localAddress?: string | undefined;
  readonly tries?: number;
  readonly retryAfterMs?: number | undefined;
}

const hugeBytes = 2 * 1024 * 1024;

/** The callbacks of a task: one when it ends, but for what the fault says. A task that never ends has none of its own. */
export function callbackPlansOf(
  task: Pick<FakeTaskInit, 'id' | 'key' | 'acceptedAt' | 'endsAt'>,
  fault: CallbackFault | undefined,
): readonly CallbackPlan[] {
  const { id: taskId, acceptedAt, endsAt } = task;
  const spoofed = fault?.kind === 'callback-spoofed' ? [forgery(task, fault)] : [];
  if (endsAt === undefined) return spoofed;
  const sound: CallbackPlan = { at: endsAt, taskId, says: 'outcome' };
  switch (fault?.kind) {
    case 'callback-never':
      return [];
    case 'callback-twice':
      return [sound, sound];
    case 'callback-late':
      return [{ ...sound, at: endsAt + fault.ms }];
    case 'callback-error-code':
      return [{ ...sound, says: 'unsolvable' }];
    case 'callback-storm':
      return Array.from({ length: fault.count }, () => sound);
    case 'callback-early':
      return [{ ...sound, at: acceptedAt }];
    case 'callback-shuffled':
      return [{ ...sound, at: endsAt + Math.floor(shareOf(taskId) * fault.withinMs) }];
    case 'callback-insists': {
      const { tries, retryAfterMs } = fault;
      return [{ ...sound, manner: { tries, retryAfterMs } }];
    }
    case 'callback-form':
      return [{ ...sound, manner: { form: fault.form } }];
    case 'callback-huge':
      return [{ ...sound, manner: { paddingBytes: fault.bytes ?? hugeBytes } }];
    case 'callback-slow':
      return [{ ...sound, manner: { slowMs: fault.ms } }];
    case 'callback-other-answer':
      return [{ ...sound, says: { kind: 'forged', code: `other-${sha256(taskId).slice(0, 32)}` } }];
    case 'callback-wrong-secret':
      return [{ ...sound, manner: { hasWrongSecret: true } }];
    case 'callback-spoofed':
    case undefined:
      return [...spoofed, sound];
  }
}

/** From 0 to 1; the id follows from the seed and the task. */
const shareOf = (taskId: string): number =>
  Number.parseInt(sha256(`late ${taskId}`).slice(0, 12), 16) / 2 ** 48;

function forgery(
  { id, key, acceptedAt, endsAt = acceptedAt }: Parameters<typeof callbackPlansOf>[0],
  fault: Extract<CallbackFault, { kind: 'callback-spoofed' }>,
): CallbackPlan {
  const hash = sha256(`forged ${key}`);
  const unknownId = `8${String(Number.parseInt(hash.slice(0, 9), 16)).padStart(11, '0')}`;
  return {
    at: acceptedAt + Math.floor((endsAt - acceptedAt) / 2),
    taskId: fault.id === 'own' ? id : (fault.id ?? unknownId),
    says: { kind: 'forged', code: `forged-${hash.slice(0, 32)}` },
    manner: { localAddress: fault.from },
  };
}
