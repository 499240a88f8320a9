import type { Capacity } from '@understudy/core/provider';

import type { Draw } from './draw.ts';
import type { Question } from './question.ts';
import type { SoundReply } from './sound-reply.ts';
import { quoted, writeObject } from './write-json.ts';

/** What CaptchaAI may answer to `threadsinfo`: it documents no field of it (protocols.md, section 1.5). */
export function drawThreadsReply({ secrets }: Question, draw: Draw): SoundReply {
  const slots = 10 + draw.below(90);
  const busy = draw.below(10);
  const { fields, capacity } = drawFields({ slots, busy }, draw);
  const object = writeObject({ fields: fields.map(([name, json]) => [name, json]), secrets }, draw);
  const wrapped = (json: string): string =>
    `{"status":1,"${draw.of(['request', 'result'])}":${json}}`;
  const lines = fields.map(([name, json]) => `${name}${draw.of([': ', '=', ':'])}${json}`);
  return draw.of<SoundReply>([
    meaning(object, capacity),
    meaning(`OK|${object}`, capacity),
    meaning(wrapped(object), capacity),
    meaning(wrapped(quoted(object)), capacity),
    meaning(lines.join(', ').replaceAll('"', ''), capacity),
    meaning(draw.of([String(slots), `OK|${slots}`, wrapped(quoted(String(slots)))]), { slots }),
  ]);
}

const meaning = (body: string, capacity: Capacity): SoundReply => ({
  body,
  meaning: { kind: 'threads', capacity },
});

interface NamedCounts {
  readonly fields: readonly (readonly [name: string, json: string])[];
  readonly capacity: Capacity;
}

function drawFields(
  { slots, busy }: { readonly slots: number; readonly busy: number },
  draw: Draw,
): NamedCounts {
  const cap = [
    draw.of(['max_threads', 'totalThreads', 'limit', 'Threads']),
    String(slots),
  ] as const;
  const used = [draw.of(['used', 'busy_threads', 'Running']), quoted(String(busy))] as const;
  const free = [draw.of(['free', 'available_threads']), String(slots - busy)] as const;
  return draw.of<NamedCounts>([
    { fields: [cap, used], capacity: { slots, busy } },
    { fields: [cap, free], capacity: { slots, busy } },
    { fields: [cap], capacity: { slots } },
    { fields: [used], capacity: { busy } },
    { fields: [['threads_note', '1']], capacity: {} },
  ]);
}
