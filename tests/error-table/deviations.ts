import type { Ending, Line } from './section-4.ts';

const changed = (line: Line, ending: Partial<Ending>): Line => ({
  ...line,
  submit: { ...line.submit, ...ending },
  poll: { ...line.poll, ...ending },
});

const waiting = (retryAfterMs: number) => (line: Line) => changed(line, { retryAfterMs });

/** What single services do otherwise, by service and word (sections 1.7, 1.8 and 4). */
const byWord: Readonly<Record<string, Readonly<Record<string, (line: Line) => Line>>>> = {
  captchaai: {
    // All threads are busy: nothing to do with money.
    ERROR_ZERO_BALANCE: (line) => ({
      ...line,
      submit: {
        code: 'at-capacity',
        failsOver: 'yes',
        counts: 'slots',
        charged: 'no',
        retryAfterMs: 5_000,
      },
      poll: {
        code: 'at-capacity',
        failsOver: 'stays',
        counts: 'rest',
        charged: 'yes',
        retryAfterMs: 5_000,
      },
    }),
    IP_BANNED: waiting(300_000),
    ERROR_IP_BANNED: waiting(300_000),
    ERROR_IP_BLOCKED: waiting(300_000),
  },
  rucaptcha: {
    IP_BANNED: waiting(3_600_000),
    ERROR_IP_BANNED: waiting(3_600_000),
    ERROR_IP_BLOCKED: waiting(3_600_000),
  },
};

/** Five workers tried, and are paid. */
const chargesUnsolvable = ['anti-captcha'];

/** The line of the table as it holds for one word at one service. */
export function lineAt(service: string, word: string, line: Line): Line {
  const deviating = byWord[service]?.[word]?.(line) ?? line;
  return chargesUnsolvable.includes(service) && line.poll.code === 'task-unsolvable'
    ? { ...deviating, poll: { ...deviating.poll, charged: 'yes' } }
    : deviating;
}
