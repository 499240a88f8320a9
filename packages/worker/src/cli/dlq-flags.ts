import { configFlags } from './config-flags.ts';
import type { Flag } from './read-words.ts';

/** What can be said to `dlq`. */
export const dlqFlags = {
  code: {
    type: 'string',
    value: 'C',
    about: 'those that failed by this code, such as all-attempts-failed',
  },
  limit: { type: 'string', value: 'N', about: 'at most so many, up to 1000; 100' },
  all: { type: 'boolean', about: 'redrive, purge: whatever is there, up to the limit' },
  deadline: { type: 'string', value: '1h', about: 'redrive: the time that each has from now on' },
  'older-than': { type: 'string', value: '7d', about: 'purge: those that ended so long ago' },
  json: { type: 'boolean', about: 'list, show: as JSON' },
  ...configFlags,
} as const satisfies Readonly<Record<string, Flag>>;

export type DlqFlag = keyof typeof dlqFlags;

export const dlqUsage = `understudy-worker dlq list [--code C]
understudy-worker dlq show <job>
understudy-worker dlq redrive <job> … | --code C | --all
understudy-worker dlq purge <job> … | --code C | --older-than 7d | --all

The jobs that could not be solved. A redrive polls what was paid for and may still be answered, before it pays again.
`;
