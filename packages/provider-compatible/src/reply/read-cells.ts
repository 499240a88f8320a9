import type { CellsSolution, JsonValue } from '@understudy/core/provider';

import { firstOf } from './read-field.ts';
import type { UnpackedAnswer } from './unpacked-answer.ts';

/** The largest grid that a task may have is 20 by 20. */
const mostCells = 400;

/** Reads `[1,3,6]`, `click:1/4/5/7`, `1,4,5,7`, one flag per cell, or such a list in a field of an object. */
export function readCells({ value, fields }: UnpackedAnswer): CellsSolution | undefined {
  const list = listOf(fields === undefined ? value : firstOf(fields, ['click', 'cells', 'answer']));
  if (list === undefined || list.length > mostCells) return undefined;
  const numbers = list.map(cellOf);
  return numbers.every(isCell) ? { cells: numbers } : undefined;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (Array.isArray(value)) return value.some(isFlag) ? flaggedCells(value) : value;
  if (typeof value === 'number') return [value];
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replace(/^click:\s*/i, '');
  return /^\d{1,3}(\s*[,/;]\s*\d{1,3})*$/.test(text) ? text.split(/\s*[,/;]\s*/) : undefined;
}

const isFlag = (value: JsonValue): value is boolean => typeof value === 'boolean';

const flaggedCells = (flags: readonly JsonValue[]): readonly JsonValue[] | undefined =>
  flags.every(isFlag)
    ? flags.flatMap((isChosen, index) => (isChosen ? [index + 1] : []))
    : undefined;

const cellOf = (value: JsonValue): number =>
  typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : number(value);

const number = (value: JsonValue): number => (typeof value === 'number' ? value : Number.NaN);

const isCell = (cell: number): boolean => Number.isInteger(cell) && cell >= 1 && cell <= mostCells;
