import { drawCreateTaskAnswer } from './create-task-answers.ts';
import { drawFlawedCreateTask } from './create-task-flaws.ts';
import type { Draw } from './draw.ts';
import type { Question } from './question.ts';
import { drawCode, notReadyWords } from './refusals.ts';
import { flawedPages, type Meaning, type SoundReply } from './sound-reply.ts';
import { drawEcho, type JsonField, quoted, writeObject } from './write-json.ts';

/** A reply of createTask, getTaskResult and their like to a question, as one service or another writes it. */
export function drawCreateTaskReply(question: Question, draw: Draw): SoundReply {
  const kind = draw.below(100);
  if (kind < 16) return drawRefusal(question, draw);
  if (kind < 24) return drawNotReady(question, draw);
  if (kind < 28) return draw.of<SoundReply>(flawedPages);
  if (kind < 36) return drawFlawedCreateTask(question, draw);
  switch (question.operation) {
    case 'submit':
      return draw.chance(0.3) ? drawAnswered(question, draw) : drawAccepted(question, draw);
    case 'balance': {
      const amount = draw.of(['0', '12.3456', '-3.25', '600', '1e-7', draw.number(4)]);
      const json = draw.chance(0.5) ? amount : quoted(amount);
      const fields: readonly JsonField[] = [
        ['balance', json],
        ['captchaCredits', '7'],
      ];
      return sound(question, { fields, draw }, { kind: 'amount', amount: Number(amount) });
    }
    case 'report': {
      const fields = draw.chance(0.5) ? [] : ([['status', '"success"']] as const);
      return sound(question, { fields, draw }, { kind: 'recorded' });
    }
    default:
      return drawAnswered(question, draw);
  }
}

const noError: readonly [JsonField, ...JsonField[]] = [
  ['errorId', '0'],
  ['errorId', '0'],
  ['errorId', '"0"'],
  ['errorId', 'false'],
  ['errorId', 'null'],
];

/** A reply that complains of nothing. */
function sound(
  { secrets }: Question,
  { fields, draw }: { readonly fields: readonly JsonField[]; readonly draw: Draw },
  meaning: Meaning,
): SoundReply {
  const all = [draw.of(noError), ...fields];
  return { body: writeObject({ fields: all, secrets }, draw), meaning };
}

function drawAccepted(question: Question, draw: Draw): SoundReply {
  const { ticket, field } = drawId(question, draw);
  const status: readonly JsonField[] = draw.chance(0.3) ? [['status', '"idle"']] : [];
  return sound(question, { fields: [field, ...status], draw }, { kind: 'accepted', ticket });
}

/** A number, now and then beyond what JavaScript's hold, or a text. */
function drawId(
  { decoder, type }: Question,
  draw: Draw,
): { readonly ticket: SoundTicket; readonly field: JsonField } {
  const isNumber = decoder.idPattern !== undefined || draw.chance(0.6);
  const id = isNumber ? draw.number(draw.of([8, 11, 17, 20])) : draw.word(36);
  const isInteger = isNumber && draw.chance(0.7);
  return {
    ticket: isInteger ? { id, type, isInteger } : { id, type },
    field: ['taskId', isInteger ? id : quoted(id)],
  };
}

type SoundTicket = Extract<Meaning, { readonly kind: 'accepted' }>['ticket'];

function drawAnswered(question: Question, draw: Draw): SoundReply {
  const { operation, type } = question;
  const { written, solution } = drawCreateTaskAnswer(type, draw);
  const price = draw.of(['0.00145', '0.5', '0', '1.2e-3']);
  const isPriced = draw.chance(0.5);
  const id = operation === 'submit' && draw.chance(0.7) ? drawId(question, draw) : undefined;
  const fields: readonly JsonField[] = [
    ['status', '"ready"'],
    ['solution', JSON.stringify(written)],
    ...(isPriced ? ([['cost', draw.of([price, quoted(price)])]] as const) : []),
    ...(id === undefined ? [] : [id.field]),
  ];
  const answer = {
    solution: { type, ...solution },
    ...(isPriced ? { price: Number(price) } : {}),
  };
  return sound(question, { fields, draw }, { kind: 'answered', answer, ticket: id?.ticket });
}

function drawRefusal(question: Question, draw: Draw): SoundReply {
  const { secrets } = question;
  if (question.operation === 'poll' && draw.chance(0.1)) {
    const fields: readonly JsonField[] = [['status', '"failed"']];
    return sound(question, { fields, draw }, { kind: 'refused', rawCode: 'failed' });
  }
  const code = drawCode(draw);
  const rawCode = draw.chance(0.3) ? `${code}: ${drawEcho(secrets, draw)}` : code;
  // A code is believed whatever stands beside it.
  const { written } = drawCreateTaskAnswer(question.type, draw);
  const beside: readonly JsonField[] = draw.chance(0.3)
    ? [
        ['status', '"ready"'],
        ['solution', JSON.stringify(written)],
        ['balance', '1'],
      ]
    : [];
  const fields: readonly JsonField[] = [
    ['errorId', draw.of(['1', '12', '"1"', 'true', '0'])],
    ['errorCode', quoted(rawCode)],
    ['taskId', '0'],
    ...beside,
  ];
  const meaning = { kind: 'refused', rawCode } as const;
  if (draw.chance(0.1)) {
    const bare: readonly JsonField[] = [['errorId', '7'], ...beside];
    return {
      body: writeObject({ fields: bare, secrets }, draw),
      meaning: { kind: 'refused', rawCode: 'errorId: 7' },
    };
  }
  return { body: draw.chance(0.9) ? writeObject({ fields, secrets }, draw) : code, meaning };
}

function drawNotReady({ operation, secrets }: Question, draw: Draw): SoundReply {
  // Of a report a status says nothing.
  const fields: readonly JsonField[] =
    operation !== 'report' && draw.chance(0.6)
      ? [
          ['errorId', '0'],
          ['status', draw.of(['"processing"', '"idle"'])],
        ]
      : [
          ['errorId', '1'],
          ['errorCode', quoted(draw.of(notReadyWords))],
        ];
  return { body: writeObject({ fields, secrets }, draw), meaning: { kind: 'pending' } };
}
