import type { Task } from '@understudy/core/provider';

export interface SecretBearers {
  readonly apiKey: string;
  readonly proxyUrl?: string | undefined;
  readonly task?: Task | undefined;
}

/** Everything of a call that must appear in no error: the key, the credentials of proxies, cookies. */
export function secretsOf({ apiKey, proxyUrl, task }: SecretBearers): readonly string[] {
  return [
    apiKey,
    ...urlSecrets(proxyUrl),
    ...proxySecrets(task),
    ...cookieSecrets(task),
    ...rawSecrets(task),
  ].filter((secret) => secret !== '');
}

function urlSecrets(proxyUrl: string | undefined): readonly string[] {
  if (proxyUrl === undefined || !URL.canParse(proxyUrl)) return [];
  const { username, password } = new URL(proxyUrl);
  return [username, password].flatMap((part) => [part, decoded(part)]);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function proxySecrets(task: Task | undefined): readonly string[] {
  if (task === undefined || !('proxy' in task) || task.proxy === undefined) return [];
  const { username = '', password = '' } = task.proxy;
  return [username, password];
}

/** Each value too: a service may repeat one of them. */
function cookieSecrets(task: Task | undefined): readonly string[] {
  if (task === undefined || !('cookies' in task) || task.cookies === undefined) return [];
  const values = task.cookies.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());
  return [task.cookies, ...values];
}

/** Of a raw task nothing is known but its words: whatever sounds like a secret is one. */
function rawSecrets(task: Task | undefined): readonly string[] {
  if (task === undefined || !('parameters' in task)) return [];
  return Object.entries(task.parameters).flatMap(([name, value]) =>
    typeof value === 'string' && /^proxy$|pass|login|cookie|secret|(api|client)_?key/i.test(name)
      ? [value, ...proxyTextSecrets(name, value)]
      : [],
  );
}

/** The credentials of `login:password@host:port` may come back alone. */
function proxyTextSecrets(name: string, value: string): readonly string[] {
  const credentials = /proxy/i.test(name) ? /^(?:\w+:\/\/)?([^@]+)@/.exec(value)?.[1] : undefined;
  return credentials?.split(':') ?? [];
}
