import type { Draw } from './draw.ts';
import type { Question } from './question.ts';
import { type JsonField, writeObject } from './write-json.ts';

export interface Affirmation {
  readonly question: Question;
  readonly draw: Draw;
  readonly beside?: readonly JsonField[];
}

/** An affirmative object of in.php's; some services put what was asked for under another name. */
export function writeAffirmation(
  json: string,
  { question, draw, beside = [] }: Affirmation,
): string {
  const status: JsonField = ['status', draw.of(['1', '1', '"1"', 'true', '"true"', '1.0'])];
  const payload: JsonField = [draw.of(['request', 'request', 'result']), json];
  const { secrets } = question;
  return writeObject({ fields: [status, payload, ...beside], secrets }, draw);
}
