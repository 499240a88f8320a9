import { drawAnswer } from './answers.ts';
import type { Draw } from './draw.ts';
import { isAskedTogether, type Question } from './question.ts';
import { drawCode, notReadyWords } from './refusals.ts';
import { flawedPages, type MeantEntry, type SoundReply } from './sound-reply.ts';
import { quoted, writeObject } from './write-json.ts';

/** What res.php answers to `ids=`: entries between bars, in the order in which the tickets were asked about. */
export function drawBatchReply(question: Question, draw: Draw): SoundReply {
  const kind = draw.below(100);
  const words = draw.of(notReadyWords);
  if (kind < 6) return { body: words, meaning: { kind: 'entries', entries: undefined } };
  if (kind < 14) {
    const rawCode = drawCode(draw);
    const object = `{"status":0,"request":${quoted(rawCode)}}`;
    return { body: draw.of([rawCode, object]), meaning: { kind: 'refused', rawCode } };
  }
  if (kind < 18) return draw.of<SoundReply>(flawedPages);
  return drawEntries(question, draw);
}

interface WrittenEntry {
  readonly text: string;
  readonly meant: MeantEntry;
}

function drawEntries(question: Question, draw: Draw): SoundReply {
  const asked = question.tickets.filter(isAskedTogether);
  const isText = draw.chance(0.6);
  const entries = asked.map(({ type }) => drawEntry({ type, isText }, draw));
  const written = entries.map(({ text }) => text);
  const hasOk = isText && draw.chance(0.3);
  const kind = draw.below(100);
  const isMiscounted = kind < 12;
  const counted = isMiscounted ? miscounted(written, { hasOk, draw }) : written;
  const line = [...(hasOk ? ['OK'] : []), ...counted].join('|');
  const body = isText
    ? line
    : writeObject(
        {
          fields: [
            ['status', draw.of(['1', '"1"', 'true'])],
            [draw.of(['request', 'result']), quoted(line)],
          ],
          secrets: question.secrets,
        },
        draw,
      );
  const meant = entries.map((entry) => entry.meant);
  return {
    body,
    meaning: { kind: 'entries', entries: isMiscounted ? undefined : meant },
  };
}

/** One too few or one too many. A single entry without a bar would be no batch at all. */
function miscounted(
  written: readonly string[],
  { hasOk, draw }: { readonly hasOk: boolean; readonly draw: Draw },
): readonly string[] {
  const isShortened = (hasOk || written.length > 2) && draw.chance(0.5);
  return isShortened ? written.slice(1) : [...written, draw.word()];
}

function drawEntry(
  { type, isText }: { readonly type: string; readonly isText: boolean },
  draw: Draw,
): WrittenEntry {
  const kind = draw.below(100);
  if (kind < 15) return { text: draw.of(notReadyWords), meant: { kind: 'pending' } };
  if (kind < 30) {
    const rawCode = drawCode(draw);
    return { text: rawCode, meant: { kind: 'refused', rawCode } };
  }
  if (kind < 38) {
    return { text: draw.of(['', ' ', 'no answer yet']), meant: { kind: 'flawed' } };
  }
  if (type === 'grid') return drawCellsEntry(draw);
  const answer = drawAnswer('recaptcha-v2', draw);
  const token = answer.shape === 'token' ? answer.token : draw.word();
  return {
    // Entities are those of replies in text.
    text: isText && draw.chance(0.5) ? token.replaceAll('&', '&amp;') : token,
    meant: { kind: 'answered', answer: { solution: { type, token } } },
  };
}

function drawCellsEntry(draw: Draw): WrittenEntry {
  const answer = drawAnswer('grid', draw);
  const cells = answer.shape === 'cells' ? answer.cells : [];
  const text = draw.of([JSON.stringify(cells), `click:${cells.join('/')}`, cells.join(',')]);
  return { text, meant: { kind: 'answered', answer: { solution: { type: 'grid', cells } } } };
}
