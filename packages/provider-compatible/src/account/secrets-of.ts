import type { JsonValue, Task } from '@understudy/core/provider';

export interface SecretBearers {
  readonly apiKey: string;
  readonly proxyUrl?: string | undefined;
  readonly task?: Task | undefined;
}

/** Everything of a call that must appear in no error: the key, the credentials of proxies, cookies. */
export const secretsOf = ({ apiKey, proxyUrl, task }: SecretBearers): readonly string[] => [
  ...[apiKey, ...urlSecrets(proxyUrl)].filter((secret) => secret !== ''),
  ...taskSecrets(task),
];

/** What a task carries of them. */
export const taskSecrets = (task: Task | undefined): readonly string[] =>
  [...proxySecrets(task), ...cookieSecrets(task), ...rawSecrets(task)].filter(
    (secret) => secret !== '',
  );

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
const cookieSecrets = (task: Task | undefined): readonly string[] =>
  task === undefined || !('cookies' in task) || task.cookies === undefined
    ? []
    : [task.cookies, ...cookieValues(task.cookies)];

const cookieValues = (cookies: string): readonly string[] =>
  cookies.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());

/** Of a raw task nothing is known but its words: whatever sounds like a secret is one. */
function rawSecrets(task: Task | undefined): readonly string[] {
  if (task === undefined || !('parameters' in task)) return [];
  return Object.entries(task.parameters).flatMap(([name, value]) => secretsUnder(name, value));
}

const soundsSecret = /^proxy$|pass|login|cookie|secret|credential|(api|client)_?key/i;

/** The texts of a parameter that sounds like a secret, however deep they stand in it. */
function secretsUnder(name: string, value: JsonValue): readonly string[] {
  if (typeof value === 'object' && value !== null) {
    const isSecret = soundsSecret.test(name);
    return Object.entries(value).flatMap(([inner, entry]) =>
      secretsUnder(isSecret ? name : inner, entry),
    );
  }
  if (typeof value !== 'string' || !soundsSecret.test(name)) return [];
  const parts = /cookie/i.test(name) ? cookieValues(value) : proxyTextSecrets(name, value);
  return [value, ...parts];
}

/** The credentials of `login:password@host:port` may come back alone. */
function proxyTextSecrets(name: string, value: string): readonly string[] {
  const credentials = /proxy/i.test(name) ? /^(?:\w+:\/\/)?([^@]+)@/.exec(value)?.[1] : undefined;
  return credentials?.split(':') ?? [];
}
