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
}

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
    case 'callback-spoofed':
    case undefined:
      return [...spoofed, sound];
  }
}

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
  };
}
