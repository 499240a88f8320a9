import { networkInterfaces } from 'node:os';

import { undiciTransport } from '@understudy/core/wire';
import { describe, expect, it } from 'vitest';

import { outcomeOf, submitOf, type WireOutcome } from '../__fixtures__/wire-outcome.ts';
import type { Rule } from '../faults/rule.ts';
import { createAuthority } from '../tls/throw-away-authority.ts';
import type { FakeProvider } from './fake-provider.ts';
import { startFakeProvider } from './start-fake-provider.ts';

/** Submits over TLS, twice on one transport, which keeps its connection. */
async function submitTwice(fake: FakeProvider): Promise<readonly WireOutcome[]> {
  const transport = undiciTransport({ ca: fake.ca ?? '' });
  const url = `${fake.httpsUrl}/in.php`;
  const outcomes: WireOutcome[] = [];
  for (const page of ['login', 'cart']) {
    outcomes.push(await outcomeOf({ transport, url, fields: submitOf(fake.apiKey, page) }));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await transport.close?.();
  return outcomes;
}

const startSecured = async (...rules: readonly Rule[]): Promise<FakeProvider> =>
  startFakeProvider({ tls: true, rules });

const hasIPv6 = Object.values(networkInterfaces()).some((addresses = []) =>
  addresses.some(({ address }) => address === '::1'),
);

describe('the lookup of a fake', () => {
  it.each(['127.0.0.1', 'localhost', ...(hasIPv6 ? ['::1'] : [])])(
    'leads to where the fake listens: %s',
    async (host) => {
      await using fake = await startFakeProvider({ host });
      const transport = undiciTransport({ lookup: fake.lookup });
      const url = `http://solver.test:${new URL(fake.url).port}/in.php`;
      const fields = submitOf(fake.apiKey, 'login');
      expect(await outcomeOf({ transport, url, fields })).toMatchObject({ status: 200 });
      using _rule = fake.use({ inject: { kind: 'dns-two-addresses' } });
      const fresh = undiciTransport({ lookup: fake.lookup });
      expect(await outcomeOf({ transport: fresh, url, fields })).toMatchObject({ status: 200 });
      await Promise.all([transport.close?.(), fresh.close?.()]);
    },
  );
});

describe('a fake with TLS', () => {
  it('serves clients that trust its authority, beside plain HTTP', async () => {
    await using fake = await startSecured();
    expect(await submitTwice(fake)).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(fake.journal.submits.map(({ connection }) => connection)).toEqual([1, 1]);
    expect((await fetch(`${fake.url}/res.php`)).status).toBe(200);
  });

  it('is trusted by nobody else', async () => {
    await using fake = await startSecured();
    const transport = undiciTransport({ ca: createAuthority().ca });
    const fields = submitOf(fake.apiKey, 'login');
    const outcome = await outcomeOf({ transport, url: `${fake.httpsUrl}/in.php`, fields });
    expect(outcome).toMatchObject({ code: 'unreachable', charged: 'no' });
    await transport.close?.();
  });

  it('resets and cuts replies through TLS as well', async () => {
    await using fake = await startSecured(
      { when: { first: 1 }, inject: { kind: 'reset-after-charge' } },
      { inject: { kind: 'mid-body-close' } },
    );
    expect(await submitTwice(fake)).toMatchObject([
      { code: 'outcome-unknown', cause: 'ECONNRESET' },
      { code: 'outcome-unknown', cause: 'UND_ERR_SOCKET' },
    ]);
    expect(fake.journal.paidCount()).toBe(2);
  });

  it('is taken away as a whole, open connections included, and ends at once', async () => {
    const fake = await startSecured();
    const transport = undiciTransport({ ca: fake.ca ?? '' });
    const url = `${fake.httpsUrl}/in.php`;
    const fields = submitOf(fake.apiKey, 'login');
    expect(await outcomeOf({ transport, url, fields })).toMatchObject({ status: 200 });
    const outage = fake.use({ inject: { kind: 'refuse' } });
    const refused = await outcomeOf({
      transport: undiciTransport({ ca: fake.ca ?? '' }),
      url,
      fields,
    });
    expect(refused).toMatchObject({ code: 'unreachable', cause: 'ECONNREFUSED' });
    outage.remove();
    await fake.settled();
    expect(await outcomeOf({ transport, url, fields })).toMatchObject({ status: 200 });
    const begun = performance.now();
    await fake.close();
    expect(performance.now() - begun).toBeLessThan(500);
    await transport.close?.();
  });
});
