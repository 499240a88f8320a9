import { drawUserAgent } from './answers.ts';
import { drawBatchReply } from './batch-replies.ts';
import type { Draw } from './draw.ts';
import { drawInPhpAnswer } from './in-php-answers.ts';
import { drawFlawedInPhp } from './in-php-flaws.ts';
import { drawInPhpNotReady, drawInPhpRefusal } from './in-php-refusals.ts';
import type { Question } from './question.ts';
import { flawedPages, type SoundReply } from './sound-reply.ts';
import { drawThreadsReply } from './threads-replies.ts';
import { writeAffirmation } from './write-affirmation.ts';
import { type JsonField, quoted } from './write-json.ts';

/** A reply of in.php or res.php to a question, as one service or another writes it. */
export function drawInPhpReply(question: Question, draw: Draw): SoundReply {
  const kind = draw.below(100);
  if (question.operation === 'pollMany') return drawBatchReply(question, draw);
  if (kind < 14) return drawInPhpRefusal(question, draw);
  if (kind < 22) return drawInPhpNotReady(question, draw);
  if (kind < 26) return draw.of<SoundReply>(flawedPages);
  if (kind < 34) return drawFlawedInPhp(question, draw);
  switch (question.operation) {
    case 'submit':
      return question.type === 'image' && question.decoder.solvesImagesAtOnce === true
        ? drawAnswered(question, draw)
        : drawAccepted(question, draw);
    case 'balance':
      return drawBalance(question, draw);
    case 'capacity':
      return drawThreadsReply(question, draw);
    case 'report':
      return { body: drawReceipt(question, draw), meaning: { kind: 'recorded' } };
    default:
      return drawAnswered(question, draw);
  }
}

function drawAccepted(question: Question, draw: Draw): SoundReply {
  const isNumber = question.decoder.idPattern !== undefined || draw.chance(0.7);
  const id = isNumber ? draw.number(draw.of([8, 11, 17, 20])) : draw.word(draw.of([8, 24, 36]));
  const json = isNumber && draw.chance(0.5) ? id : quoted(id);
  const body = draw.of([
    `OK|${id}`,
    quoted(`OK|${id}`),
    writeAffirmation(json, { question, draw }),
  ]);
  return { body, meaning: { kind: 'accepted', ticket: { id, type: question.type } } };
}

function drawAnswered(question: Question, draw: Draw): SoundReply {
  const { type, decoder } = question;
  const { json, text, solution } = drawInPhpAnswer(type, draw);
  const isStatusless = type === 'geetest-v3' && draw.chance(0.3);
  // It says nothing but the answer: anything beside it might be a complaint.
  if (isStatusless)
    return {
      body: JSON.stringify(solution),
      meaning: { kind: 'answered', answer: { solution: { type, ...solution } } },
    };
  const price = draw.of(['0.00299', '0.5', '0', '1.2e-3']);
  if (text !== undefined && draw.chance(0.5)) {
    const asksForPrice = decoder.asksForPrice === true && question.operation === 'poll';
    const isPriced = asksForPrice && (draw.chance(0.6) || /\|\d/.test(text));
    const body = `OK|${text}${isPriced ? `|${price}` : ''}`;
    const answer = {
      solution: { type, ...solution },
      ...(isPriced ? { price: Number(price) } : {}),
    };
    return {
      body: draw.chance(0.9) ? body : quoted(body),
      meaning: { kind: 'answered', answer },
    };
  }
  const extras = drawExtras(solution, draw);
  const isPriced = draw.chance(0.4);
  const beside = [
    ...extras.fields,
    ...(isPriced ? ([['price', draw.of([price, quoted(price)])]] as const) : []),
  ];
  return {
    body: writeAffirmation(json, { question, draw, beside }),
    meaning: {
      kind: 'answered',
      answer: {
        solution: { type, ...extras.solution, ...solution },
        ...(isPriced ? { price: Number(price) } : {}),
      },
    },
  };
}

interface DrawnExtras {
  readonly fields: readonly JsonField[];
  readonly solution: object;
}

/** What stands beside an answer that has none of its own: the browser it holds for, and the page's cookies. */
function drawExtras(
  { userAgent, cookies }: Readonly<Record<string, unknown>>,
  draw: Draw,
): DrawnExtras {
  if (userAgent !== undefined || cookies !== undefined) return { fields: [], solution: {} };
  const browser = drawUserAgent(draw);
  const respKey = draw.word();
  const jar = { theme: draw.word(6) };
  return draw.of<DrawnExtras>([
    { fields: [], solution: {} },
    {
      fields: [[draw.of(['userAgent', 'user_agent', 'useragent']), quoted(browser)]],
      solution: { userAgent: browser },
    },
    {
      fields: [
        ['respKey', quoted(respKey)],
        ['cookies', JSON.stringify(jar)],
      ],
      solution: { respKey, cookies: jar },
    },
  ]);
}

function drawBalance(question: Question, draw: Draw): SoundReply {
  const amount = draw.of(['0', '12.3456', '-3.25', '600', '1e-7', draw.number(4)]);
  const json = draw.of([amount, quoted(amount), quoted(amount.replace('.', ','))]);
  const body = draw.of([
    amount,
    ` ${amount}\n`,
    `OK|${amount}`,
    writeAffirmation(json, { question, draw }),
  ]);
  return { body, meaning: { kind: 'amount', amount: Number(amount) } };
}

const drawReceipt = (question: Question, draw: Draw): string =>
  draw.of([
    'OK_REPORT_RECORDED',
    'OK_REPORT_RECORDED\n',
    '"OK_REPORT_RECORDED"',
    writeAffirmation('"OK_REPORT_RECORDED"', { question, draw }),
  ]);
