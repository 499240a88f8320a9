import { captchaai } from '@understudy/provider-captchaai';
import { compatible } from '@understudy/provider-compatible';
import { checkProvider, reportText } from '@understudy/testkit';
import { describe, expect, it } from 'vitest';

describe('checkProvider over loopback sockets', () => {
  it('repeats the network and the ending of calls', async () => {
    const report = await checkProvider({
      name: 'captchaai',
      dialect: 'captchaai',
      only: ['E02', 'E03', 'E04', 'E05', 'E06', 'E07', 'E08', 'E09', 'E10', 'E11', 'F02', 'F10'],
      real: true,
      create: ({ apiKey, baseUrl, transport, options }) =>
        captchaai({ apiKey, baseUrl, transport, ...options }),
    });
    expect(reportText(report)).toContain('Verdict: CONFORMANT');
    const overSockets = report.results.filter(({ line }) => line === 'sockets');
    expect(overSockets.filter(({ status }) => status === 'passed').length).toBeGreaterThan(10);
  });

  it('checks an adapter that brings an HTTP client of its own', async () => {
    const report = await checkProvider({
      name: 'own client',
      dialect: 'createTask',
      httpClient: 'own',
      only: ['A04', 'A05', 'B', 'C02', 'C06', 'F02', 'H01'],
      create: ({ apiKey, baseUrl, options }) =>
        compatible({ profile: 'custom', dialect: 'createTask', apiKey, baseUrl, ...options }),
    });
    expect(reportText(report)).toContain('Verdict: CONFORMANT');
  });

  it('leaves no port behind when the factory throws', async () => {
    const listening = async (): Promise<number> => {
      // A handle that was closed is gone a few turns later.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
      return process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    };
    const before = await listening();
    const { problems } = await checkProvider({
      name: 'unborn',
      dialect: 'createTask',
      httpClient: 'own',
      create: () => {
        throw new Error('no such account');
      },
    });
    expect(problems[0]).toMatchObject({ kind: 'set-up-failed' });
    expect(await listening()).toBe(before);
  });

  it('notices a client that does not end with its signal', async () => {
    const { results } = await checkProvider({
      name: 'deaf client',
      dialect: 'createTask',
      httpClient: 'own',
      only: ['E07'],
      create: ({ apiKey, baseUrl }) => {
        const inner = compatible({ profile: 'custom', dialect: 'createTask', apiKey, baseUrl });
        const { signal } = new AbortController();
        return {
          ...inner,
          poll: async (ticket, context) => await inner.poll(ticket, { ...context, signal }),
        };
      },
    });
    expect(results).toMatchObject([{ id: 'E07', status: 'failed', line: 'sockets' }]);
  });
});
