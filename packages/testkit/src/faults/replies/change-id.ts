import { sha256 } from '../../core/fingerprint.ts';
import type { WireReply } from '../../dialects/wire.ts';
import type { WordingFault } from '../wording-fault.ts';
import { intact, type ReplyChange, type ReplyContext, spoilt } from './reply-context.ts';

type WrongId = Extract<WordingFault, { kind: 'reply-id' }>['id'];

/** Puts another id into the reply to a submit, or the same in another form. */
export function changeId(id: WrongId, reply: WireReply, context: ReplyContext): ReplyChange {
  const { answer, isJson, subject, olderTaskId } = context;
  if (answer.kind !== 'accepted') return { impossible: 'the reply has no id in it' };
  const taskId = answer.task.id;
  const put = (raw: string): WireReply => ({
    ...reply,
    body: reply.body.replace(new RegExp(`"?${taskId}"?`), raw),
  });
  /** Quoted where it was. */
  const write = (text: string): WireReply =>
    put(reply.body.includes(`"${taskId}"`) ? JSON.stringify(text) : text);
  switch (id) {
    case 'duplicate':
      if (olderTaskId === undefined) return { impossible: 'no other task was accepted before' };
      return spoilt(write(olderTaskId));
    case 'unknown':
      return spoilt(write(`9${digitsOf(subject).slice(0, taskId.length - 1)}`));
    case 'empty':
      return spoilt(isJson ? put('""') : write(''));
    case 'cut':
      return spoilt(write(taskId.slice(0, Math.ceil(taskId.length / 2))));
    case 'beyond-2-53':
      return spoilt(put(`9${digitsOf(subject).slice(0, 19)}`));
    case 'number':
    case 'text': {
      if (!isJson) return { impossible: 'plain text knows no numbers' };
      if (!/^\d+$/.test(taskId)) return { impossible: 'an id with letters is no number' };
      const written = put(id === 'text' ? `"${taskId}"` : taskId);
      if (written.body === reply.body) return { impossible: `the id is a ${id} already` };
      return intact(written);
    }
  }
}

/** Some thirty digits that follow from a text. */
const digitsOf = (text: string): string =>
  BigInt(`0x${sha256(text).slice(0, 26)}`)
    .toString()
    .padEnd(30, '7');
