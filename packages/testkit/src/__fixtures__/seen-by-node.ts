import http from 'node:http';
import https from 'node:https';

import { firstFaultOf } from '../faults/inject-schema.ts';
import { earlyStageOf } from '../faults/network/connection-fault.ts';
import type { Rule } from '../faults/rule.ts';
import type { FakeProvider } from '../http/fake-provider.ts';
import { turnstile } from './drive-in-php.ts';

/** Where the faults of a rule can be met. */
export function baseOf(fake: FakeProvider, rule: Rule): string {
  const stage = earlyStageOf(firstFaultOf(rule.inject).kind);
  if (stage === 'tls') return fake.httpsUrl ?? '';
  return stage === 'lookup' ? fake.url.replace('127.0.0.1', 'fake.test') : fake.url;
}

interface Submit {
  readonly fake: FakeProvider;
  readonly base: string;
  readonly signal: AbortSignal;
  readonly agent?: http.Agent | undefined;
}

const headers = { 'content-type': 'application/x-www-form-urlencoded' };

/** Submits a turnstile with node:http: the status and the length of the body, or the code of the error. */
export async function seenByNodeHttp({ fake, base, signal, agent }: Submit): Promise<string> {
  const { ca, lookup } = fake;
  const { request: start } = base.startsWith('https:') ? https : http;
  const options = { method: 'POST', headers, agent: agent ?? false, lookup, signal };
  return new Promise((resolve) => {
    const fail = (error: unknown): void => resolve(String(Object(error).code));
    const request = start(`${base}/in.php`, ca === undefined ? options : { ...options, ca });
    request.on('error', fail);
    request.on('response', (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => (length += chunk.length));
      response.on('error', fail);
      response.on('end', () => resolve(`${response.statusCode} ${length}`));
    });
    request.end(formOf(fake));
  });
}

/** The same with fetch, which follows no redirect here. */
export async function seenByFetch({ fake, base, signal }: Submit): Promise<string> {
  const init = { method: 'POST', headers, body: formOf(fake), signal, redirect: 'manual' } as const;
  try {
    const response = await fetch(`${base}/in.php`, init);
    return `${response.status} ${(await response.arrayBuffer()).byteLength}`;
  } catch (error) {
    const { name, code } = Object(Object(error).cause ?? error);
    // A DOMException has a number for a code.
    return typeof code === 'string' ? code : String(name);
  }
}

const formOf = (fake: FakeProvider): string =>
  new URLSearchParams({ key: fake.apiKey, ...turnstile() }).toString();
