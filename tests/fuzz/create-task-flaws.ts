import type { Draw } from './draw.ts';
import { partialGeetestV3, partialGeetestV4 } from './partial-geetests.ts';
import type { Question } from './question.ts';
import type { SoundReply } from './sound-reply.ts';
import { type JsonField, quoted, writeObject } from './write-json.ts';

/** A reply that complains of nothing, and lacks what was asked for. */
export function drawFlawedCreateTask(question: Question, draw: Draw): SoundReply {
  // A report that nobody complains of has been heard: only another protocol's reply is flawed.
  if (question.operation === 'report')
    return {
      body: draw.of(['"done"', '[{"errorId":0}]', 'recorded']),
      meaning: { kind: 'flawed' },
    };
  const fields: readonly JsonField[] = [['errorId', '0'], ...drawFields(question, draw)];
  const body = writeObject({ fields, secrets: question.secrets }, draw);
  return { body, meaning: { kind: 'flawed' } };
}

function drawFields({ operation, type, decoder }: Question, draw: Draw): readonly JsonField[] {
  switch (operation) {
    case 'submit': {
      const ids = ['0', '-5', '1.5', '""', '"a b"', '"<b>"', 'null', '[]', 'true', '{}'] as const;
      const foreign = quoted(draw.of(['9'.repeat(201), 'a b']));
      const id = draw.of([...ids, decoder.idPattern === undefined ? foreign : '"12345x"']);
      return draw.chance(0.2) ? [] : [['taskId', id]];
    }
    case 'balance':
      return draw.of<readonly JsonField[]>([
        [],
        [['balance', draw.of(['"plenty"', 'null', '""', '[5]', '"1e999"', '1e999'])]],
      ]);
    case 'poll':
      return draw.of<readonly JsonField[]>([
        [],
        [['status', '"completed"']],
        [['status', '"ready"']],
        [
          ['status', '"ready"'],
          ['solution', draw.of(flawedSolutions(type))],
        ],
      ]);
    default:
      return [];
  }
}

function flawedSolutions(type: Question['type']): readonly [string, ...string[]] {
  const always = ['null', '""', '{}', '" "', '[]'] as const;
  switch (type) {
    case 'raw':
      return [...always, '{"a":{"b":""}}'];
    case 'grid':
    case 'bls':
      return [
        'null',
        '{}',
        '{"click":[0]}',
        '{"objects":["a"]}',
        '{"answer":[true,1]}',
        '{"type":"multi","hasObject":false}',
        '{"click":[401]}',
      ];
    case 'cloudflare-challenge':
      return [...always, '{"cf_clearance":"no such cookie"}', '{"cookies":{"session":"1"}}'];
    case 'geetest-v3':
      return [...always, ...partialGeetestV3];
    case 'geetest-v4':
      return [...always, ...partialGeetestV4];
    default:
      return [...always, '{"answers":"x"}', '{"token":"","text":"","gRecaptchaResponse":null}'];
  }
}
