import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What goes wrong with callbacks. */
export const callbackEntries: readonly CatalogueEntry[] = [
  {
    id: 'C01',
    title: 'none',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-never' } },
    seenBy: 'nothing',
    faces: everyFace,
  },
  {
    id: 'C02',
    title: 'twice',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-twice' } },
    seenBy: 'the same request again',
    faces: everyFace,
  },
  {
    id: 'C03',
    title: 'late',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-late', ms: 30000 } },
    seenBy: 'the answer after a poll has had it, or after the deadline',
    faces: everyFace,
  },
  {
    id: 'C04',
    title: 'spoofed: an unknown id, the own id, another address',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-spoofed' } },
    variants: [
      { when: { endpoint: 'callback' }, inject: { kind: 'callback-spoofed', id: 'own' } },
      {
        when: { endpoint: 'callback' },
        inject: { kind: 'callback-spoofed', id: 'own', from: '127.0.0.2' },
      },
    ],
    seenBy: 'a forged answer halfway to the true one',
    faces: everyFace,
  },
  {
    id: 'C05',
    title: 'out of order',
    example: {
      when: { endpoint: 'callback' },
      inject: { kind: 'callback-shuffled', withinMs: 20000 },
    },
    seenBy: 'later tasks before earlier ones',
    faces: everyFace,
  },
  {
    id: 'C06',
    title: 'before the reply to the submit',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-early' } },
    seenBy: 'an id that the client does not know yet',
    faces: everyFace,
  },
  {
    id: 'C07',
    title: 'again until somebody says 2xx (also option `callbacks`)',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-insists', tries: 3 } },
    seenBy: 'the same request up to three times',
    faces: { http: 'yes', memory: { no: 'whoever takes a callback has received it' } },
  },
  {
    id: 'C08',
    title: 'in another form',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-form', form: 'json' } },
    variants: [
      { when: { endpoint: 'callback' }, inject: { kind: 'callback-form', form: 'query' } },
      { when: { endpoint: 'callback' }, inject: { kind: 'callback-form', form: 'form' } },
    ],
    seenBy: 'GET with a query, POST of a form, POST of JSON',
    faces: everyFace,
  },
  {
    id: 'C09',
    title: 'an error code for an answer',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-error-code' } },
    seenBy: 'ERROR_CAPTCHA_UNSOLVABLE, though the answer is there',
    faces: everyFace,
  },
  {
    id: 'C10',
    title: 'a body over the limit, or a slow one',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-huge', bytes: 2097152 } },
    variants: [{ when: { endpoint: 'callback' }, inject: { kind: 'callback-slow', ms: 3000 } }],
    seenBy: '2 MiB beside the words; a body in ten pieces',
    faces: everyFace,
  },
  {
    id: 'C11',
    title: 'a storm',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-storm', count: 20 } },
    seenBy: 'twenty at once',
    faces: everyFace,
  },
  {
    id: 'C12',
    title: "another answer than the poll's",
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-other-answer' } },
    seenBy: 'an answer that the poll denies',
    faces: everyFace,
  },
  {
    id: 'C13',
    title: 'a wrong secret',
    example: { when: { endpoint: 'callback' }, inject: { kind: 'callback-wrong-secret' } },
    seenBy: 'a path and a query that the submit did not name',
    faces: everyFace,
  },
];
