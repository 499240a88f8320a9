import type { Draw } from './draw.ts';
import { partialGeetestV3, partialGeetestV4 } from './partial-geetests.ts';
import type { Question } from './question.ts';
import type { SoundReply } from './sound-reply.ts';
import { writeAffirmation } from './write-affirmation.ts';
import { quoted } from './write-json.ts';

/** Affirmative, and without what was asked for. */
export function drawFlawedInPhp(question: Question, draw: Draw): SoundReply {
  const payload = draw.of(flawedPayloads(question));
  const nothing = [
    '{}',
    '{"status":0}',
    '{"status":1}',
    '{"status":1,"request":null}',
    'ok then',
    // The one answer that needs no status, and is none to any other question.
    ...(question.operation === 'poll' ? [] : ['{"challenge":"a","validate":"b","seccode":"c"}']),
  ] as const;
  const body =
    payload === undefined || draw.chance(0.3)
      ? draw.of(nothing)
      : writeAffirmation(payload, { question, draw });
  return { body, meaning: { kind: 'flawed' } };
}

const noIds = ['"12 345678"', '"<b>12345678</b>"', '0', '-5', '1.5', '""', '[]', 'true'] as const;

/** What can be no id, no answer, no amount: undefined where everything would do. */
function flawedPayloads({
  operation,
  type,
  decoder,
}: Question): readonly [string | undefined, ...string[]] {
  switch (operation) {
    case 'submit':
      if (type === 'image' && decoder.solvesImagesAtOnce === true) return ['""', '" "', '{}'];
      if (decoder.idPattern !== undefined)
        return [...noIds, '"12345x"', '12345', quoted('9'.repeat(21))];
      return [...noIds, quoted('9'.repeat(201)), '{"id":12345678}'];
    case 'balance':
      return ['"plenty"', '"1.2.3"', '""', '{"balance":1}', '[5]', '"1e999"', '"Infinity"'];
    case 'capacity':
      return ['"many"', '-1', '1.5', '9999999'];
    case 'poll':
      return flawedAnswers(type);
    default:
      return [undefined];
  }
}

function flawedAnswers(type: Question['type']): readonly [string, ...string[]] {
  const always = ['""', '" "', '{}', '[]'] as const;
  switch (type) {
    case 'raw':
      return [...always, '{"a":{"b":""}}'];
    case 'cloudflare-challenge':
      return [...always, '"no such cookie"', '"a=b"', '{"cookies":{"session":"1"}}', 'true'];
    case 'geetest-v3':
      return [
        ...always,
        ...partialGeetestV3,
        '{"geetest_challenge":"a","geetest_seccode":"b"}',
        '"challenge:a,validate:b"',
      ];
    case 'geetest-v4':
      return [...always, ...partialGeetestV4];
    case 'grid':
    case 'bls':
      return ['""', '{}', '"click:0/1"', '[1,401]', '[1,"x"]', '[true,1]', '"taxis"', '1.5', '[0]'];
    default:
      return [...always, '{"answers":"x"}', 'true', '[1]'];
  }
}
