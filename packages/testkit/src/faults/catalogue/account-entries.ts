import { type CatalogueEntry, everyFace } from './catalogue-entry.ts';

/** What a service says of an account, a method or itself. */
export const accountEntries: readonly CatalogueEntry[] = [
  {
    id: 'P02',
    title: 'no slot, for a while',
    example: { when: { endpoint: 'submit', first: 3 }, inject: { kind: 'no-slot' } },
    seenBy: "the dialect's word for a busy service; nothing was bought",
    faces: everyFace,
  },
  {
    id: 'P03',
    title: 'the balance runs out',
    example: { when: { endpoint: 'submit', after: 1 }, inject: { kind: 'zero-balance' } },
    seenBy: 'ERROR_ZERO_BALANCE: for good at most services, a busy thread at captchaai',
    faces: everyFace,
  },
  {
    id: 'P04',
    title: 'the key is revoked',
    example: { when: { fromMs: 10000 }, inject: { kind: 'key-revoked' } },
    seenBy: "ERROR_KEY_DOES_NOT_EXIST, or the profile's word; 401 at capsolver",
    faces: everyFace,
  },
  {
    id: 'P05',
    title: 'a key of the wrong format',
    example: { inject: { kind: 'key-malformed' } },
    seenBy: 'ERROR_WRONG_USER_KEY in in.php',
    faces: everyFace,
  },
  {
    id: 'P06',
    title: 'the address is banned, and let in again',
    example: { when: { ttlMs: 300000 }, inject: { kind: 'ip-banned' } },
    seenBy: 'IP_BANNED in in.php, ERROR_IP_BLOCKED in createTask; it heals by itself',
    faces: everyFace,
  },
  {
    id: 'P32',
    title: 'an unknown error code',
    example: { inject: { kind: 'error-word', word: 'ERROR_SOMETHING_NEW' } },
    variants: [
      { when: { endpoint: 'submit' }, inject: { kind: 'error-word', word: 'ERROR: 1003' } },
      {
        when: { endpoint: 'submit' },
        inject: { kind: 'error-word', word: 'ERROR_SOMETHING_NEW', errorId: 999, charged: true },
      },
    ],
    seenBy: 'a code that no table knows, on 200 or as the profile has it',
    faces: everyFace,
  },
  {
    id: 'P45',
    title: 'polled too soon: a penalty (with bans: option `pollPenalty`)',
    example: {
      when: { endpoint: 'poll', soonerThanMs: 5000 },
      inject: { kind: 'error-word', word: 'ERROR: 1005' },
    },
    seenBy: "a word for too many polls instead of the task's state",
    faces: everyFace,
  },
  {
    id: 'P47',
    title: 'a submit is repeated with the same parameters: a second charge',
    example: {
      when: { endpoint: 'submit', first: 1 },
      inject: { kind: 'hang-before-headers', charged: true },
    },
    seenBy: 'no reply; the equal submit that follows is another task, and is paid',
    faces: everyFace,
  },
  {
    id: 'P49',
    title: 'a redirect to a new host',
    example: { inject: { kind: 'redirect', to: 'other-host', status: 307 } },
    seenBy: '307 and Location at another host; whoever follows takes the key there',
    faces: everyFace,
  },
  {
    id: 'P50',
    title: 'maintenance',
    example: { inject: { kind: 'maintenance' } },
    variants: [{ inject: { kind: 'maintenance', text: 'Technical works until 06:00 UTC' } }],
    seenBy: 'a sentence in plain text on 200',
    faces: everyFace,
  },
  {
    id: 'P51',
    title: 'a method that has been withdrawn',
    example: { when: { endpoint: 'submit' }, inject: { kind: 'method-deprecated' } },
    seenBy: 'ERROR_NO_SUCH_METHOD',
    faces: everyFace,
  },
  {
    id: 'P52',
    title: 'a type of task that is refused',
    example: { inject: { kind: 'task-type-refused' } },
    seenBy: 'ERROR_BAD_PARAMETERS in in.php, ERROR_TASK_NOT_SUPPORTED in createTask',
    faces: everyFace,
  },
  {
    id: 'P54',
    title: 'an error that shows the API key',
    example: { inject: { kind: 'secret-echo' } },
    seenBy: 'the key in the text of an error: in the body, error_text or errorDescription',
    faces: everyFace,
  },
];
