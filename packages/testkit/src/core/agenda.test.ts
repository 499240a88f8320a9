import { seededRandom } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { Agenda } from './agenda.ts';

function agendaOf(entries: readonly (readonly [at: number, key: string])[]): Agenda<string> {
  const agenda = new Agenda<string>();
  for (const [at, key] of entries) agenda.add(at, key, `${key}@${at}`);
  return agenda;
}

function takeAll(agenda: Agenda<string>, now: number): readonly string[] {
  const taken: string[] = [];
  for (let due = agenda.takeDue(now); due; due = agenda.takeDue(now)) taken.push(due.item);
  return taken;
}

describe('Agenda', () => {
  it('gives what is due in the order of time', () => {
    const agenda = agendaOf([
      [30, 'a'],
      [10, 'b'],
      [20, 'c'],
      [5, 'd'],
    ]);
    expect(takeAll(agenda, 100)).toEqual(['d@5', 'b@10', 'c@20', 'a@30']);
  });

  it('keeps the order of many, added and taken in turns', () => {
    const random = seededRandom(7);
    const agenda = new Agenda<number>();
    const taken: number[] = [];
    for (let now = 0; now <= 1_000; now += 10) {
      for (let added = 0; added < 5; added += 1) {
        const at = now + Math.floor(random.next() * 200);
        agenda.add(at, `task-${added}`, at);
      }
      for (let due = agenda.takeDue(now); due; due = agenda.takeDue(now)) taken.push(due.item);
    }
    expect(taken).toEqual(taken.toSorted((left, right) => left - right));
    expect(taken.length).toBeGreaterThan(400);
  });

  it('keeps what is not due', () => {
    const agenda = agendaOf([
      [10, 'a'],
      [11, 'b'],
    ]);
    expect(takeAll(agenda, 10)).toEqual(['a@10']);
    expect(takeAll(agenda, 11)).toEqual(['b@11']);
  });

  it('orders equal times by key, whichever came first', () => {
    const one = agendaOf([
      [10, 'a'],
      [10, 'b'],
    ]);
    const other = agendaOf([
      [10, 'b'],
      [10, 'a'],
    ]);
    expect(takeAll(one, 10)).toEqual(takeAll(other, 10));
  });
});
