import type { Proxy, Task } from '@understudy/core/provider';

/** The key of every account, with no part of it twice, so that a piece of it is known for one. */
export const apiKey = 'c0ffee17d15ea5ed0badf00dfacade42';
/** How the account reaches its service. */
export const accountProxyUrl = 'http://relay-login:Relay-pa55w0rd@relay.example:8080';
const callbackSecret = '0netime7h00k5ecret9xyz';
/** As a router issues it: known by the last part of its path to nobody but the service. */
export const callbackUrl = `https://hooks.example/understudy/${callbackSecret}`;
/** By which the service is to reach the page. */
export const taskProxy = {
  type: 'http',
  host: 'proxy.example',
  port: 3_128,
  username: 'lena-of-proxy',
  password: 'pa55/w0rd+l0ng',
} as const satisfies Proxy;
export const taskCookies = 'session=c00kie-5ession; theme=n1ght-bl0e';

const relaySecrets = ['relay-login', 'Relay-pa55w0rd'];
const proxySecrets = [taskProxy.username, taskProxy.password];
const taskSecrets = [...proxySecrets, 'c00kie-5ession', 'n1ght-bl0e'];

/** What a call need not know to hide it: it is found by how it is written. */
export const hiddenAnywhere: readonly string[] = [...proxySecrets, callbackSecret];

const { username, password, host, port } = taskProxy;
const proxyLine = `${username}:${password}@${host}:${port}`;

/** In which ways a service repeats the proxy and the callback URL of a task, long after its submit. */
export const repetitions = [
  ['proxy', JSON.stringify(`http://${proxyLine}`)],
  ['proxy', JSON.stringify(`${host}:${port}:${username}:${password}`)],
  ['task', JSON.stringify({ proxyLogin: username, proxyPassword: password })],
  ['pingback', JSON.stringify(callbackUrl)],
  ['callbackUrl', JSON.stringify(callbackUrl)],
  ['asked', JSON.stringify(`called ${callbackUrl} by ${proxyLine}`)],
  [
    'form',
    JSON.stringify(new URLSearchParams({ pingback: callbackUrl, proxy: proxyLine }).toString()),
  ],
] as const satisfies readonly (readonly [name: string, json: string])[];

/** What every call of an account knows, and must not show. */
export const secretsOfAccount = (isRelayed: boolean): readonly string[] =>
  isRelayed ? [apiKey, ...relaySecrets] : [apiKey];

const sentBy = new WeakMap<Task, readonly string[]>();

/** What a submit sends besides, and no later call knows. */
export function secretsOfSubmit(task: Task): readonly string[] {
  const known = sentBy.get(task);
  if (known !== undefined) return known;
  const sent = JSON.stringify(task);
  const secrets = [callbackSecret, ...taskSecrets.filter((secret) => sent.includes(secret))];
  sentBy.set(task, secrets);
  return secrets;
}

/** The ways in which a service may write back what it was sent. */
export const formsOf = (secret: string): readonly [string, ...string[]] => [
  secret,
  secret.toUpperCase(),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  // PHP writes slashes so.
  secret.replaceAll('/', String.raw`\/`),
];

const lowerForms = new Map<string, readonly string[]>();

function lowerFormsOf(secret: string): readonly string[] {
  const forms = lowerForms.get(secret) ?? [
    ...new Set(formsOf(secret).map((form) => form.toLowerCase())),
  ];
  lowerForms.set(secret, forms);
  return forms;
}

/** The first secret that stands in a text, in whatever form and case. */
export function shownIn(text: string, secrets: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  return secrets.find((secret) => lowerFormsOf(secret).some((form) => lower.includes(form)));
}

/** The first secret of which so much stands in a text that the rest could be guessed. */
export function partlyShownIn(text: string, secrets: readonly string[]): string | undefined {
  const lower = text.toLowerCase();
  return secrets.find((secret) => lower.includes(secret.slice(0, 9).toLowerCase()));
}
