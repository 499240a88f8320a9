import type { JsonValue } from '@understudy/core/provider';

import type { BatchLine, ServiceWire, SolvedAtService } from './service-wire.ts';
import type { WireAnswer } from './wire-answer.ts';

const say = (status: JsonValue, request: JsonValue): WireAnswer => ({ json: { status, request } });

const textOf = ({ answer }: SolvedAtService): string =>
  typeof answer === 'string' ? answer : JSON.stringify(answer);

const wordOf = (line: BatchLine): string => {
  if (line.status === 'solved') return textOf(line);
  return line.status === 'pending' ? 'CAPCHA_NOT_READY' : 'ERROR_WRONG_CAPTCHA_ID';
};

/** How the services that speak in.php and res.php answer; the fake reads the requests. */
export const inPhpWords = (words: ServiceWire['words']): Omit<ServiceWire, 'read'> => ({
  words,
  accepted: ({ id }) => say(1, id),
  acceptedWithNumber: (digits) => ({
    text: `{"status":1,"request":${digits}}`,
    headers: { 'content-type': 'application/json' },
  }),
  pending: () => say(0, 'CAPCHA_NOT_READY'),
  otherPending: [say(0, 'CAPTCHA_NOT_READY'), { text: 'CAPCHA_NOT_READY' }],
  solved: (task) => say(1, task.answer),
  otherSolved: (task) => [
    say('1', task.answer),
    say(true, task.answer),
    { text: `OK|${textOf(task)}` },
  ],
  unsolvable: () => say(0, 'ERROR_CAPTCHA_UNSOLVABLE'),
  refused: (word) => say(0, word),
  notSolved: [
    say(0, 'some-text-that-is-no-answer'),
    say(1, null),
    say(1, ''),
    say(2, 'queued'),
    say(1, 'ERROR_CAPTCHA_UNSOLVABLE'),
    { json: { status: 1 } },
    { text: 'OK|' },
    { text: 'OK' },
    { text: 'OK|ERROR_CAPTCHA_UNSOLVABLE' },
  ],
  reported: () => say(1, 'OK_REPORT_RECORDED'),
  reportRefusal: 'ERROR_WRONG_CAPTCHA_ID',
  balance: ({ amount }) => say(1, String(amount)),
  noBalance: [say(1, 'NaN'), say(1, '-'), { text: '<html>balance</html>' }],
  batch: (lines) => say(1, lines.map(wordOf).join('|')),
  callback: ({ id, url }) => [
    { method: 'GET', url: withQuery(url, `id=${id}&code=token-of-it`) },
    {
      method: 'POST',
      url,
      contentType: 'application/x-www-form-urlencoded',
      body: `id=${id}&code=token-of-it`,
    },
  ],
});

const withQuery = (url: string, query: string): string =>
  `${url}${url.includes('?') ? '&' : '?'}${query}`;
