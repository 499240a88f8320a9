import { describe, expect, it } from 'vitest';

import { HealthBook, type Subject } from './health-book.ts';

const lead: Subject = { providerId: 'lead', service: 'acme', taskType: 'turnstile' };
const otherType: Subject = { ...lead, taskType: 'image' };
const otherAccount: Subject = { ...lead, providerId: 'lead-2' };
const otherService: Subject = { providerId: 'backup', service: 'other', taskType: 'turnstile' };

/** A book that knows of all four, after two attempts at the lead that ended alike. */
function bookAfter(kind: 'rejected' | 'silent' | 'failed'): HealthBook {
  const book = new HealthBook();
  for (const subject of [lead, otherType, otherAccount, otherService]) book.filterOf(subject);
  for (const attemptId of ['one', 'two']) {
    book.record(lead, { kind: 'sent', attemptId, at: 1_000 });
    if (kind === 'failed') book.record(lead, { kind: 'accepted', attemptId, at: 1_300 });
    book.record(lead, { kind, attemptId, at: 9_000 });
  }
  return book;
}

const healthyAt = (book: HealthBook, subject: Subject): number =>
  book.filterOf(subject).hypotheses(10_000)[0]?.probability ?? 0;

describe('HealthBook', () => {
  it.each(['rejected', 'silent'] as const)(
    'lets the whole service hear of a submit that was %s',
    (kind) => {
      const book = bookAfter(kind);
      const before = healthyAt(new HealthBook(), lead);
      for (const subject of [lead, otherType, otherAccount]) {
        expect(healthyAt(book, subject)).toBeLessThan(before / 3);
      }
      expect(healthyAt(book, otherService)).toBeCloseTo(before, 6);
    },
  );

  it('keeps what concerns one task type with it', () => {
    const book = bookAfter('failed');
    expect(healthyAt(book, lead)).toBeLessThan(healthyAt(book, otherType));
    expect(healthyAt(book, otherType)).toBeGreaterThanOrEqual(healthyAt(book, otherService) - 0.01);
  });

  it('keeps one filter per provider and task type', () => {
    const book = new HealthBook();
    expect(book.filterOf(lead)).toBe(book.filterOf({ ...lead }));
    expect(book.filterOf(lead)).not.toBe(book.filterOf(otherType));
  });
});
