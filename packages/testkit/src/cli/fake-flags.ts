import type { Flag } from './read-words.ts';

/** What can be said to `fake`. */
export const fakeFlags = {
  dialect: {
    type: 'string',
    value: 'a,b',
    about: 'one fake for each: captchaai, 2captcha, createTask',
  },
  port: { type: 'string', value: 'N', about: 'of the fake; any that is free' },
  'admin-port': { type: 'string', value: 'N', about: 'of its admin API; any that is free' },
  'admin-token': { type: 'string', value: 'T', about: 'that the admin API wants to see' },
  host: { type: 'string', value: 'H', about: '127.0.0.1; another needs --allow-remote' },
  'allow-remote': { type: 'boolean', about: 'other machines may reach the fake' },
  seed: { type: 'string', value: 'S', about: 'repeats a run; TESTKIT_SEED does the same' },
  config: { type: 'string', value: 'fake.json', about: 'options and rules, as JSON' },
  scenario: { type: 'string', value: 'a,b', about: 'rules that have a name, listed below' },
  speed: { type: 'string', value: '60x', about: 'how much time is compressed' },
  record: { type: 'string', value: 'run.jsonl', about: 'a file for the journal, for `replay`' },
  'ready-file': { type: 'string', value: 'F', about: 'gets the ready line too' },
  'exit-with-parent': { type: 'boolean', about: 'ends when the process that started it does' },
  json: { type: 'boolean', about: 'the verdict as JSON too, the last line on standard output' },
  'allow-header-faults': {
    type: 'boolean',
    about: 'a request may ask for its fault: X-Fake-Fault: N05',
  },
  allow: { type: 'string', value: 'a,b', about: 'findings that do not fail the run' },
  help: { type: 'boolean', about: 'this' },
} as const satisfies Readonly<Record<string, Flag>>;

export type FakeFlag = keyof typeof fakeFlags;
