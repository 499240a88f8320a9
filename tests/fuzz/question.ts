import type { Judgement, Task } from '@understudy/core/provider';
import type { CompatibleTaskType } from '@understudy/provider-compatible';

import type { Decoder } from './decoders.ts';
import type { Draw } from './draw.ts';
import { secretsOfAccount, secretsOfSubmit } from './secrets.ts';
import { type KnownTasks, taskTypes } from './tasks.ts';

/** What a provider may be asked, each about as often as it stands here: what is read most is tried most. */
export const operations = [
  'submit',
  'poll',
  'pollMany',
  'balance',
  'poll',
  'capacity',
  'submit',
  'report',
  'poll',
  'readCallback',
] as const;

export type FuzzedOperation = (typeof operations)[number];

/** A ticket of a service's, as a provider of these dialects makes it. */
export type FuzzedTicket = {
  readonly id: string;
  readonly type: string;
  readonly isInteger?: true;
};

/** One call of a provider, before it is made. */
export interface Question {
  readonly decoder: Decoder;
  readonly operation: FuzzedOperation;
  /** Of the task, and of the ticket that stands for one. */
  readonly type: CompatibleTaskType;
  /** Submitted; absent in every other operation. */
  readonly task?: Task<CompatibleTaskType> | undefined;
  /** What the call knows, and must not show. */
  readonly secrets: readonly string[];
  /** Whether the provider has to refuse it without sending anything. */
  readonly isRefusedUnsent: boolean;
  /** What is asked about: one ticket, but several in a batch. */
  readonly tickets: readonly FuzzedTicket[];
  readonly judgement: Judgement;
}

export interface QuestionSource {
  readonly decoder: Decoder;
  readonly operation: FuzzedOperation;
  readonly known: KnownTasks;
  /** The types that may be asked about together. */
  readonly batchTypes: readonly string[];
  /** Asked about. @default any */
  readonly type?: CompatibleTaskType | undefined;
}

/** Draws a call of a kind. */
export function drawQuestion(source: QuestionSource, draw: Draw): Question {
  const { decoder, operation, known } = source;
  const type = source.type ?? draw.of(taskTypes);
  const secrets = secretsOfAccount(decoder.isRelayed === true);
  const isRefusedUnsent = false;
  const base = {
    decoder,
    operation,
    type,
    secrets,
    judgement: 'rejected',
    isRefusedUnsent,
  } as const;
  switch (operation) {
    case 'submit': {
      const isForeign = known.refused.length > 0 && draw.chance(0.03);
      const task = pick(isForeign ? known.refused : known.taken, draw);
      return {
        ...base,
        type: task.type,
        task,
        secrets: [...secrets, ...secretsOfSubmit(task)],
        isRefusedUnsent: isForeign,
        tickets: [],
      };
    }
    case 'pollMany':
      return { ...base, tickets: drawBatch(source, draw) };
    case 'report': {
      // The same for each decoder, since its provider does not declare which judgements are heard.
      const ticket = drawTicket(decoder, decoder.heardReport.type, draw);
      return { ...base, ...decoder.heardReport, type, tickets: [ticket] };
    }
    default:
      return { ...base, tickets: [drawTicket(decoder, type, draw)] };
  }
}

/** Two to four tickets that may be asked about together, and at times others among them. */
function drawBatch({ decoder, batchTypes }: QuestionSource, draw: Draw): readonly FuzzedTicket[] {
  const asked = Array.from({ length: 2 + draw.below(3) }, () =>
    drawTicket(decoder, pick(batchTypes, draw), draw),
  );
  const others = [
    ...(draw.chance(0.2) ? [drawTicket(decoder, 'turnstile', draw)] : []),
    ...(draw.chance(0.1) ? [{ id: '', type: 'image' }] : []),
  ];
  return others.length === 0 ? asked : draw.shuffled([...asked, ...others]);
}

/** Whether a ticket is asked about in a batch: it is one of the provider's, and its answer holds no bar. */
export const isAskedTogether = ({ id, type }: FuzzedTicket): boolean =>
  id !== '' && type !== 'turnstile';

/** An id as a service of the dialect gives it. */
function drawTicket({ dialect, idPattern }: Decoder, type: string, draw: Draw): FuzzedTicket {
  const isNumber = idPattern !== undefined || draw.chance(0.7);
  const id = isNumber ? draw.number(draw.of([9, 12, 17, 20])) : draw.word(24);
  return dialect === 'createTask' && isNumber ? { id, type, isInteger: true } : { id, type };
}

function pick<T>(items: readonly T[], draw: Draw): T {
  const item = items[draw.below(items.length)];
  if (item === undefined) throw new Error('there is nothing to draw from');
  return item;
}
