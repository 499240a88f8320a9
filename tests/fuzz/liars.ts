import { type ProviderV1, type Ticket, ProviderError } from '@understudy/core/provider';

import { type Decoder, decoders } from './decoders.ts';
import { fieldsOf } from './outcome.ts';
import { apiKey } from './secrets.ts';

/** A decoder that does one thing wrong. */
export interface Liar {
  readonly does: string;
  /** By which words it is found out. */
  readonly problem: RegExp;
  readonly decoder: Decoder;
}

type Calls = { readonly [Call in keyof ProviderV1]?: unknown };

/** Wraps some calls of a decoder's provider. */
function lying(
  { does, name, problem }: Omit<Liar, 'decoder'> & { readonly name: string },
  lie: (honest: ProviderV1, lastBody: () => string) => Calls,
): Liar {
  const honest = decoders.find((decoder) => decoder.name === name) ?? decoders[0];
  const connect: Decoder['connect'] = (transport) => {
    let body = '';
    const provider = honest.connect({
      send: async (request, signals) => {
        const response = await transport.send(request, signals);
        body = response.body;
        return response;
      },
    });
    // A lie has the shape of a call at best.
    return { ...provider, ...lie(provider, () => body) } as ProviderV1;
  };
  return { does, problem, decoder: { ...honest, connect } };
}

const inPhp = '2captcha in.php';
const captchaai = 'captchaai';

/** What a call resolves to, changed where it is solved. */
const changed =
  (honest: ProviderV1, change: (solved: Readonly<Record<string, unknown>>) => unknown) =>
  async (...words: Parameters<ProviderV1['poll']>): Promise<unknown> => {
    const result = await honest.poll(...words);
    return result.status === 'solved' ? change({ ...result }) : result;
  };

/** By the time of the thread: on a busy machine other time says nothing. */
const holdFor = (ms: number): void => {
  const before = process.threadCpuUsage();
  while (process.threadCpuUsage(before).user < ms * 1_000);
};

/** One for each promise that is kept by what the fuzzer looks at. */
export const liars: readonly Liar[] = [
  lying({ does: 'shows the key in an error', problem: /^crashes/, name: inPhp }, () => ({
    poll: async () => Promise.reject(new Error(apiKey)),
  })),
  lying(
    { does: 'shows the key in the cause of an error', problem: /^shows the secret/, name: inPhp },
    (honest) => ({
      balance: async (...words: Parameters<NonNullable<ProviderV1['balance']>>) => {
        await honest.balance?.(...words);
        throw new ProviderError({
          ...{ code: 'unclassified', providerId: 'lead', operation: 'balance', message: 'no' },
          cause: new Error(`no account has the key ${apiKey}`),
        });
      },
    }),
  ),
  lying(
    { does: 'keeps a reply as it came', problem: /^shows the secret/, name: inPhp },
    (honest, lastBody) => ({
      poll: changed(honest, (solved) => ({ ...solved, raw: lastBody() })),
    }),
  ),
  lying({ does: 'invents a ticket', problem: /accepted/, name: inPhp }, () => ({
    submit: async () => ({ status: 'accepted', ticket: { id: '42', type: 'image' } }),
  })),
  lying({ does: 'invents an answer', problem: /^ends in .*made up/, name: inPhp }, () => ({
    poll: async ({ type }: Ticket) => ({ status: 'solved', solution: { type, token: 'made up' } }),
  })),
  lying(
    { does: 'takes an error for an answer', problem: /^ends in .*failed/, name: inPhp },
    (honest) => ({
      poll: async (...words: Parameters<ProviderV1['poll']>) => {
        const result = await honest.poll(...words);
        const token = result.status === 'failed' ? result.error.rawCode : undefined;
        const { type } = words[0];
        return token === undefined ? result : { status: 'solved', solution: { type, token } };
      },
    }),
  ),
  lying(
    { does: 'takes what is pending for solved', problem: /^ends in .*pending/, name: inPhp },
    (honest) => ({
      poll: async (...words: Parameters<ProviderV1['poll']>) => {
        const result = await honest.poll(...words);
        const solution = { type: words[0]['type'], token: 'CAPCHA_NOT_READY' };
        return result.status === 'pending' ? { status: 'solved', solution, raw: 'C' } : result;
      },
    }),
  ),
  lying(
    { does: 'drops the user agent', problem: /instead of .*userAgent/, name: inPhp },
    (honest) => ({
      poll: changed(honest, (solved) => {
        const { userAgent: _, ...solution } = fieldsOf(solved['solution']);
        return { ...solved, solution };
      }),
    }),
  ),
  lying({ does: 'drops the price', problem: /instead of .*billed/, name: inPhp }, (honest) => ({
    poll: changed(honest, (solved) => {
      const { billed: _, ...others } = solved;
      return others;
    }),
  })),
  lying(
    { does: 'shifts the answers of a batch', problem: /in a batch|^ends in/, name: inPhp },
    (honest) => ({
      pollMany: async (...words: Parameters<NonNullable<ProviderV1['pollMany']>>) => {
        const entries = (await honest.pollMany?.(...words)) ?? [];
        return [...entries.slice(1), ...entries.slice(0, 1)];
      },
    }),
  ),
  lying({ does: 'gives a balance of 1', problem: /amount: 1 /, name: inPhp }, (honest) => ({
    balance: async (...words: Parameters<NonNullable<ProviderV1['balance']>>) => ({
      ...(await honest.balance?.(...words)),
      amount: 1,
    }),
  })),
  lying({ does: 'finds 7 slots', problem: /slots: 7/, name: captchaai }, (honest) => ({
    capacity: async (...words: Parameters<NonNullable<ProviderV1['capacity']>>) => ({
      slots: 7,
      ...(await honest.capacity?.(...words)),
    }),
  })),
  lying(
    { does: 'takes every report for recorded', problem: /instead of .*rejected/, name: inPhp },
    (honest) => ({
      report: async (...words: Parameters<NonNullable<ProviderV1['report']>>) =>
        await honest.report?.(...words).catch(() => undefined),
    }),
  ),
  lying({ does: 'resolves to nothing', problem: /value: undefined/, name: inPhp }, () => ({
    submit: async () => undefined,
  })),
  lying({ does: 'asks twice', problem: /^sends 2 requests/, name: inPhp }, (honest) => ({
    poll: async (...words: Parameters<ProviderV1['poll']>) => {
      await honest.poll(...words).catch(() => undefined);
      return await honest.poll(...words);
    },
  })),
  lying({ does: 'believes any callback', problem: /42/, name: inPhp }, () => ({
    readCallback: () => ({ ticket: { id: '42', type: 'image' } }),
  })),
  lying({ does: 'holds the process', problem: /^holds the process/, name: inPhp }, (honest) => ({
    poll: async (...words: Parameters<ProviderV1['poll']>) => {
      holdFor(300);
      return await honest.poll(...words);
    },
  })),
];
