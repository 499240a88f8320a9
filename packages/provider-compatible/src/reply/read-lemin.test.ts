import { describe, expect, it } from 'vitest';

import { readLemin } from './read-lemin.ts';
import { unpackAnswer } from './unpacked-answer.ts';

describe('readLemin', () => {
  it.each([
    ['0xaxakx0xaxaax', { answer: '0xaxakx0xaxaax' }],
    [
      { answer: 'a', challenge_id: 'e0348984' },
      { answer: 'a', challengeId: 'e0348984' },
    ],
    [
      { answer: 'a', challenge_uuid: 'e0348984' },
      { answer: 'a', challengeId: 'e0348984' },
    ],
    ['{"answer":"a","challenge_id":"e0348984"}', { answer: 'a', challengeId: 'e0348984' }],
    [{ answer: 'a', challenge_id: '' }, { answer: 'a' }],
  ])('reads %j', (answer, solution) => {
    expect(readLemin(unpackAnswer(answer))).toEqual(solution);
  });

  it.each(['', ' ', null, {}, { challenge_id: 'e0348984' }, { answer: '' }, ['a']])(
    'invents nothing from %j',
    (answer) => {
      expect(readLemin(unpackAnswer(answer))).toBeUndefined();
    },
  );
});
