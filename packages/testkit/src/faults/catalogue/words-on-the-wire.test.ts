import { describe, expect, it } from 'vitest';

import { tellStory, type Tongue } from '../../__fixtures__/story.ts';
import type { Fault } from '../fault.ts';
import type { Condition } from '../condition.ts';

const jsonTongues = ['in.php json', 'captchaai json', 'createTask'] as const;

type Row = readonly [inject: Fault, tongue: Tongue, seen: RegExp, when?: Condition];

const rows: readonly Row[] = [
  [{ kind: 'never-ready' }, 'in.php text', /^(?!.*OK\|0\.)/s],
  [{ kind: 'key-malformed' }, 'in.php text', / ERROR_WRONG_USER_KEY/],
  [{ kind: 'rate-limited' }, 'in.php text', / MAX_USER_TURN/],
  [{ kind: 'rate-limited' }, 'createTask', /"errorCode":"ERROR_RATE_LIMIT"/],
  [
    { kind: 'task-type-refused' },
    'createTask',
    /"errorId":23,"errorCode":"ERROR_TASK_NOT_SUPPORTED"/,
  ],
  [{ kind: 'method-deprecated' }, 'in.php json', /"status":0,"request":"ERROR_NO_SUCH_METHOD"/],
  [{ kind: 'error-word', word: 'ERROR: 1003' }, 'in.php text', / ERROR: 1003(?:\n|$)/],
  [
    { kind: 'error-word', word: 'ERROR_NEW' },
    'in.php json',
    /\{"status":0,"request":"ERROR_NEW"\}/,
  ],
  [
    { kind: 'error-word', word: 'ERROR_NEW', errorId: 999 },
    'createTask',
    /\{"errorId":999,"errorCode":"ERROR_NEW","errorDescription":"ERROR_NEW"\}/,
  ],
  [{ kind: 'maintenance', text: 'Back soon' }, 'createTask', /^200 .*text\/plain.* Back soon/],
  [{ kind: 'report-refused' }, 'in.php text', / ERROR_REPORT_NOT_RECORDED/],
  [{ kind: 'report-refused', says: 'duplicate' }, 'createTask', /ERROR_DUPLICATE_REPORT/],
  [{ kind: 'task-lost' }, 'in.php text', / ERROR_WRONG_CAPTCHA_ID/],
  [{ kind: 'task-lost' }, 'createTask', /"errorCode":"ERROR_NO_SUCH_CAPCHA_ID"/],
  [{ kind: 'uncharged' }, 'createTask', /"cost":"0".*"balance":100\}/s],
  [{ kind: 'reply-shape', shape: 'bom' }, 'in.php text', / \uFEFFOK\|7/],
  [{ kind: 'reply-shape', shape: 'whitespace' }, 'in.php text', / {2}\r\nOK\|7\d+\t\r\n/],
  [
    { kind: 'reply-shape', shape: 'windows-1251' },
    'createTask',
    /windows-1251.*latin1 \{"message":"Îøèáêà",/,
  ],
  [{ kind: 'reply-shape', shape: 'text-for-json' }, 'in.php json', / OK\|7\d+\n/],
  [
    { kind: 'reply-shape', shape: 'json-for-text' },
    'in.php text',
    /\{"status":1,"request":"7\d+"\}/,
  ],
  [{ kind: 'reply-shape', shape: 'empty' }, 'in.php text', /^200 \S+ \S+ \+0 {2}$/m],
  [{ kind: 'reply-shape', shape: 'truncated' }, 'createTask', / \{"errorId":0,"taskI\n/],
  [{ kind: 'reply-shape', shape: 'array' }, 'createTask', / \[\{"errorId":0,.*\}\]/],
  [{ kind: 'reply-shape', shape: 'null' }, 'in.php text', /application\/json.* null\n/],
  [{ kind: 'reply-shape', shape: 'number' }, 'createTask', / 0\n/],
  [{ kind: 'reply-shape', shape: 'deep-nesting' }, 'createTask', /(?:\{"a":){2000}0/],
  [{ kind: 'reply-shape', shape: 'proto-keys' }, 'createTask', / \{"__proto__":\{/],
  [{ kind: 'reply-shape', shape: 'duplicate-keys' }, 'createTask', /\{"errorId":null,"errorId":0,/],
  [{ kind: 'reply-shape', shape: 'missing-fields' }, 'in.php json', / \{\}\n/],
  [
    { kind: 'content-type', contentType: 'image/png' },
    'createTask',
    /"content-type":"image\/png".*errorId/,
  ],
  [{ kind: 'reply-id', id: 'unknown' }, 'in.php text', /OK\|9\d{11}\n/],
  [{ kind: 'reply-id', id: 'empty' }, 'in.php text', / OK\|\n/],
  [{ kind: 'reply-id', id: 'cut' }, 'in.php text', / OK\|7\d{5}\n/],
  [{ kind: 'reply-id', id: 'beyond-2-53' }, 'createTask', /"taskId":9\d{19}\}/],
  [{ kind: 'reply-id', id: 'number' }, 'in.php json', /"request":7\d{11}\}/],
  [{ kind: 'status-form', form: 'text' }, 'in.php json', /"status":"1"/],
  [{ kind: 'status-form', form: 'boolean' }, 'createTask', /"errorId":false/],
  [{ kind: 'status-form', form: 'float' }, 'captchaai json', /"status":1\.0/],
  [
    { kind: 'contradiction', of: 'error-beside-success' },
    'createTask',
    /"errorId":0,.*"solution".*"errorCode":"ERROR_INTERNAL_SERVER_ERROR"/,
  ],
  [
    { kind: 'contradiction', of: 'solution-beside-error' },
    'createTask',
    /"errorId":1,"status":"ready","solution":\{"token":"0\./,
    { endpoint: 'poll' },
  ],
  [{ kind: 'unknown-status', status: 'queued' }, 'createTask', /"errorId":0,"status":"queued"/],
  [{ kind: 'unknown-status', status: 'queued' }, 'in.php text', / queued\n/],
  [
    { kind: 'pending-word', word: 'CAPTCHA_NOT_READY' },
    'in.php json',
    /"request":"CAPTCHA_NOT_READY"/,
  ],
  [{ kind: 'token-shape', shape: 'long' }, 'in.php text', /OK\|0\.[\w.-]{8190}\n/],
  [{ kind: 'token-shape', shape: 'empty' }, 'in.php text', / OK\|\n/],
  [{ kind: 'token-shape', shape: 'pipe' }, 'in.php text', / OK\|0\.[\w-]+\|[\w-]+\n/],
  [{ kind: 'token-shape', shape: 'nul' }, 'createTask', /"token":"0\.[\w-]+\\u0000[\w-]+"/],
  [{ kind: 'token-shape', shape: 'html-entities' }, 'in.php text', /OK\|0\.[\w-]+&amp;&#39;/],
  [{ kind: 'solution-extras' }, 'in.php json', /"user_agent":"Mozilla.*"cookies":\{.*"respKey":/],
  [{ kind: 'solution-extras' }, 'createTask', /"solution":\{"token":"0\.[^}]+"userAgent":"Mozilla/],
  [{ kind: 'price-shape', price: '0,003' }, 'in.php text', /OK\|0\.[\w-]+\|0,003\n/],
  [{ kind: 'price-shape', price: -0.001 }, 'createTask', /"cost":-0\.001/],
  [{ kind: 'balance-shape', balance: 'NaN' }, 'in.php text', / NaN\n/],
  [{ kind: 'balance-shape', balance: '-' }, 'createTask', /"balance":"-"/],
  [{ kind: 'batch-reply', shape: 'refused' }, 'in.php text', / ERROR_WRONG_ID_FORMAT\n/],
  [
    { kind: 'clock-skew', byMs: 10_800_000 },
    'createTask',
    /"date":"Fri, 15 Jan 2027 11:00:00 GMT".*/,
  ],
  [{ kind: 'second-read', says: 'pending' }, 'in.php text', /OK\|0\..*\n.*CAPCHA_NOT_READY/],
  [
    { kind: 'second-read', says: 'unknown-id' },
    'in.php text',
    /OK\|0\..*\n.*ERROR_WRONG_CAPTCHA_ID/,
  ],
  [{ kind: 'latency', law: { kind: 'constant', ms: 300 } }, 'createTask', / \+300 /],
];

interface Told {
  readonly inject: Fault;
  readonly tongue: Tongue;
  readonly when: Condition;
}

const cases = rows.map(([inject, tongue, seen, when = {}]) => ({ inject, tongue, seen, when }));

const said = async ({ inject, tongue, when }: Told): Promise<string> => {
  const { wire } = await tellStory(tongue, { rules: [{ when, inject }] });
  return `${wire.join('\n')}\n`;
};

describe('a protocol fault', () => {
  it.each(cases)('$inject is worded in $tongue as $seen', async ({ seen, ...told }) => {
    expect(await said(told)).toMatch(seen);
    expect(await said({ ...told, inject: { kind: 'pass' } })).not.toMatch(seen);
  });

  it.each(['in.php text', ...jsonTongues] as const)(
    'shows the key in %s where it says so',
    async (tongue) => {
      const { wire, fake, happened } = await tellStory(tongue, {
        rules: [{ inject: { kind: 'secret-echo' } }],
      });
      expect(wire.every((reply) => reply.includes(fake.apiKey))).toBe(true);
      expect(happened.join('')).not.toContain(fake.apiKey);
    },
  );

  it('gives several tasks in the wrong order, or some of them only', async () => {
    const batchUnder = async (inject: Fault): Promise<readonly string[]> => {
      const { wire } = await tellStory('in.php text', { rules: [{ inject }] });
      // The last but three: a balance, a report and a poll come after it.
      return wire.at(-4)?.split(' ').at(-1)?.split('|') ?? [];
    };
    const sound = await batchUnder({ kind: 'pass' });
    expect(sound).toHaveLength(3);
    expect(await batchUnder({ kind: 'batch-reply', shape: 'misordered' })).toEqual(
      sound.toReversed(),
    );
    expect(await batchUnder({ kind: 'batch-reply', shape: 'partial' })).toEqual(sound.slice(0, 2));
  });
});
