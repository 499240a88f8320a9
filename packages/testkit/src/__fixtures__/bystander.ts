import http from 'node:http';

import { startFakeProvider } from '../http/start-fake-provider.ts';
import { post } from './http-client.ts';

/** A fake that nothing ails, to tell silence from slowness without a clock. */
export interface Bystander extends AsyncDisposable {
  /**
   * Resolves when whoever was asked before and has not answered will not answer: other requests were asked and answered
   * since, one after another. Sooner when `isOver` says so.
   */
  traffic(isOver?: () => boolean): Promise<void>;
}

const rounds = 8;

export async function startBystander(): Promise<Bystander> {
  const fake = await startFakeProvider();
  const agent = new http.Agent({ keepAlive: true });
  const fields = { action: 'getbalance' };
  return {
    async traffic(isOver = () => false) {
      for (let round = 0; round < rounds && !isOver(); round += 1) {
        await post({ fake, path: '/res.php', fields, agent });
      }
    },
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await fake.close();
    },
  };
}

/** What a request comes to that is given up when there was no answer for long enough. */
export async function patiently<Result>(
  ask: (signal: AbortSignal) => Promise<Result>,
  quiet: (isOver: () => boolean) => Promise<void>,
): Promise<Result> {
  const patience = new AbortController();
  const outcome = ask(patience.signal);
  let isOver = false;
  void outcome.finally(() => (isOver = true));
  await Promise.race([outcome, quiet(() => isOver)]);
  patience.abort();
  return outcome;
}
