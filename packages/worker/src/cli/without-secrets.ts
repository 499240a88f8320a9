import type { Job } from '../jobs/job.ts';

const hidden: ReadonlySet<string> = new Set(['cookies', 'username', 'password', 'proxy']);
const longestText = 200;

/** A job for eyes and logs: without what a task says of accounts, and with pictures cut short. */
export function withoutSecrets(job: Job): Job {
  // Of the same shape: texts stay texts.
  return { ...job, task: shown(job.task, '') as Job['task'] };
}

function shown(value: unknown, name: string): unknown {
  if (hidden.has(name) && typeof value === 'string') return '[hidden]';
  if (typeof value === 'string')
    return value.length > longestText
      ? `${value.slice(0, 40)}… (${value.length} characters)`
      : value;
  if (Array.isArray(value)) return value.map((entry) => shown(entry, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, entry]) => [field, shown(entry, field)]),
  );
}
