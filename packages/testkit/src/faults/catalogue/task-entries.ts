import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What becomes of a task and of its money. */
export const taskEntries: readonly CatalogueEntry[] = [
  {
    id: 'P01',
    title: 'never ready',
    example: { inject: { kind: 'never-ready' } },
    seenBy: 'not ready until the task is forgotten',
    faces: everyFace,
  },
  {
    id: 'P07',
    title: 'unsolvable, with and without a refund',
    example: { inject: { kind: 'unsolvable' } },
    variants: [
      { inject: { kind: 'unsolvable', refunded: false } },
      {
        when: { endpoint: 'submit', probability: 0.9 },
        inject: { kind: 'unsolvable', refunded: true },
      },
    ],
    seenBy: 'ERROR_CAPTCHA_UNSOLVABLE when the answer should have been there',
    faces: everyFace,
  },
  {
    id: 'P08',
    title: 'a wrong answer; and what a report of it is told',
    example: { inject: { kind: 'wrong-answer' } },
    variants: [
      { inject: { kind: 'report-refused' } },
      { inject: { kind: 'report-refused', says: 'duplicate' } },
      { inject: { kind: 'report-refused', says: 'too-early' } },
      { inject: { kind: 'report-refused', says: 'too-late' } },
    ],
    seenBy: 'an answer like any other, which no task has',
    faces: everyFace,
  },
  {
    id: 'P09',
    title: 'one id for two submits',
    example: {
      when: { endpoint: 'submit', nth: 2 },
      inject: { kind: 'reply-id', id: 'duplicate' },
    },
    seenBy: 'the id of the task that was accepted before',
    faces: everyFace,
  },
  {
    id: 'P10',
    title: 'the answer of another task',
    example: { inject: { kind: 'other-answer' } },
    seenBy: 'an answer that belongs to another task',
    faces: everyFace,
  },
  {
    id: 'P11',
    title: 'the id has expired',
    example: { when: { endpoint: 'poll' }, inject: { kind: 'task-lost' } },
    seenBy: 'the word for an unknown id, from then on',
    faces: everyFace,
  },
  {
    id: 'P12',
    title: 'the id is unknown after a restart (also `restart()` of the fake)',
    example: { when: { fromMs: 10000, first: 1 }, inject: { kind: 'restart', keeps: 'nothing' } },
    seenBy: 'the word for an unknown id; balances as at the start',
    faces: everyFace,
  },
  {
    id: 'P13',
    title: 'accepted, charged, and never known',
    example: { inject: { kind: 'task-lost' } },
    seenBy: 'an id that no poll knows',
    faces: everyFace,
  },
  {
    id: 'P14',
    title: 'charged without an answer',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'reset-after-charge' } },
    variants: [
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'error-word', word: 'ERROR_INTERNAL_SERVER_ERROR', charged: true },
      },
    ],
    seenBy: 'a reset connection; the task exists and is paid',
    faces: everyFace,
  },
  {
    id: 'P15',
    title: 'solved and not charged',
    example: { inject: { kind: 'uncharged' } },
    seenBy: 'a price of 0 beside the answer, and a balance that stays',
    faces: everyFace,
  },
  {
    id: 'P40',
    title: 'ready at once',
    example: { inject: { kind: 'instant' } },
    seenBy: 'the answer to the first poll',
    faces: everyFace,
  },
  {
    id: 'P41',
    title: 'ready, then not ready again',
    example: { inject: { kind: 'second-read', says: 'pending' } },
    seenBy: 'not ready, though the answer was there',
    faces: everyFace,
  },
  {
    id: 'P42',
    title: 'ready, then unsolvable',
    example: { inject: { kind: 'second-read', says: 'unsolvable' } },
    seenBy: 'ERROR_CAPTCHA_UNSOLVABLE, though the answer was there',
    faces: everyFace,
  },
  {
    id: 'P43',
    title: 'two tokens for one id',
    example: { inject: { kind: 'second-read', says: 'other-token' } },
    seenBy: 'another token than the poll before',
    faces: everyFace,
  },
  {
    id: 'P44',
    title: 'the first read consumes the answer',
    example: { inject: { kind: 'second-read', says: 'unknown-id' } },
    seenBy: 'the word for an unknown id, though the answer was there',
    faces: everyFace,
  },
  {
    id: 'P53',
    title: 'a parameter is silently ignored',
    example: { inject: { kind: 'parameter-ignored', parameter: 'action' } },
    seenBy:
      'an answer that no verifier takes; a warning in the journal where the parameter was not sent',
    faces: everyFace,
  },
];
