import { describe, expect, it } from 'vitest';

import { readCells } from './read-cells.ts';
import { unpackAnswer } from './unpacked-answer.ts';

describe('readCells', () => {
  it.each([
    ['[1,3,6]', [1, 3, 6]],
    [
      [1, 3, 6],
      [1, 3, 6],
    ],
    [
      ['1', '3'],
      [1, 3],
    ],
    ['click:1/4/5/7', [1, 4, 5, 7]],
    ['1,4,5,7', [1, 4, 5, 7]],
    [' 1, 4 ', [1, 4]],
    ['9', [9]],
    [9, [9]],
    [{ click: [3, 8] }, [3, 8]],
    [{ answer: [false, true, true] }, [2, 3]],
    ['[]', []],
  ])('reads %j', (answer, cells) => {
    expect(readCells(unpackAnswer(answer))).toEqual({ cells });
  });

  it.each([
    '',
    'click:',
    'No_matching_images',
    '0,1',
    '1,401',
    '1.5',
    '-1',
    'coordinates:x=1,y=2',
    [1.5],
    [0],
    ['a'],
    [true, 2],
    [null],
    {},
    null,
    true,
    Array.from({ length: 401 }, () => 1),
  ])('invents nothing from %j', (answer) => {
    expect(readCells(unpackAnswer(answer))).toBeUndefined();
  });
});
