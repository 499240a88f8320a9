import type { Ticket } from '@understudy/core/provider';
import { inMemoryTransport } from '@understudy/core/testing';
import { describe, expect, it } from 'vitest';

import { apiKey } from '../__fixtures__/account.ts';
import { callContext } from '../__fixtures__/call-context.ts';
import { compatible } from '../compatible.ts';

const ticketOf = (id: number, type = 'recaptcha-v2'): Ticket => ({ id: String(id), type });

const connect = (body: string) => {
  const transport = inMemoryTransport(() => ({ body }));
  const provider = compatible({ profile: '2captcha', apiKey, transport });
  const pollMany = (tickets: readonly Ticket[]) => provider.pollMany?.(tickets, callContext());
  const asked = () => transport.requests.map(({ body: form }) => String(form));
  return { provider, pollMany, asked };
};

const solved = (token: string): object => ({
  status: 'solved',
  solution: { type: 'recaptcha-v2', token },
});
const unanswered = { status: 'unanswered' };

describe('batchPoll', () => {
  it('is declared for the types whose answers hold no bar', () => {
    expect(connect('').provider.supports.batchPoll).toEqual({
      maxTickets: 100,
      taskTypes: ['recaptcha-v2', 'recaptcha-v3', 'grid', 'friendly-captcha', 'captchafox'],
    });
  });

  it('is declared for no more types than the account takes, and not at all for none', () => {
    const some = { profile: '2captcha', apiKey } as const;
    expect(compatible({ ...some, taskTypes: ['grid', 'image'] }).supports.batchPoll).toEqual({
      maxTickets: 100,
      taskTypes: ['grid'],
    });
    const none = compatible({ ...some, taskTypes: ['image'] });
    expect([none.supports.batchPoll, none.pollMany]).toEqual([undefined, undefined]);
  });

  it('is not declared where nobody knows of it', () => {
    const custom = compatible({ profile: 'custom', apiKey, baseUrl: 'https://solver.example' });
    expect([custom.supports.batchPoll, custom.pollMany]).toEqual([undefined, undefined]);
  });
});

describe('pollMany', () => {
  it('asks once, and answers in the order of the tickets', async () => {
    const { pollMany, asked } = connect('03A|CAPCHA_NOT_READY|ERROR_CAPTCHA_UNSOLVABLE');
    expect(await pollMany([ticketOf(7), ticketOf(5), ticketOf(6)])).toMatchObject([
      solved('03A'),
      { status: 'pending' },
      { status: 'failed', error: { code: 'task-unsolvable', charged: 'no' } },
    ]);
    expect(asked()).toEqual([`key=${apiKey}&action=get&ids=7%2C5%2C6&json=1`]);
  });

  it('leaves unanswered what may not be asked for in a batch, and fails what is no ticket', async () => {
    const { pollMany, asked } = connect('03A|03B');
    const tickets = [ticketOf(1, 'funcaptcha'), ticketOf(2), {}, ticketOf(3), ticketOf(4, 'image')];
    expect(await pollMany(tickets)).toMatchObject([
      unanswered,
      solved('03A'),
      { status: 'failed', error: { code: 'ticket-lost' } },
      solved('03B'),
      unanswered,
    ]);
    expect(asked()[0]).toContain('ids=2%2C3&');
  });

  it('asks for no more than the service takes', async () => {
    const { pollMany, asked } = connect(Array.from({ length: 100 }, (_, at) => `t${at}`).join('|'));
    const entries = await pollMany(Array.from({ length: 102 }, (_, at) => ticketOf(at + 1)));
    expect(entries).toHaveLength(102);
    expect(entries?.[99]).toMatchObject(solved('t99'));
    expect(entries?.slice(100)).toEqual([unanswered, unanswered]);
    expect(asked()[0]).toContain('%2C100&');
  });

  it.each(['a|b|c', 'OK|a|b|c', 'CAPCHA_NOT_READY', '{"status":1,"request":"a"}'])(
    'leaves everything unanswered when it cannot tell whose %s is',
    async (body) => {
      const { pollMany } = connect(body);
      expect(await pollMany([ticketOf(1), ticketOf(2)])).toEqual([unanswered, unanswered]);
    },
  );

  it('leaves unanswered what is no answer, and what speaks of the account instead of the ticket', async () => {
    const { pollMany } = connect('ERROR_ZERO_BALANCE|ERROR_UNHEARD_OF||two words');
    const entries = await pollMany([1, 2, 3, 4].map((id) => ticketOf(id)));
    expect(entries).toEqual([unanswered, unanswered, unanswered, unanswered]);
  });

  it('rejects when the question itself is refused', async () => {
    const { pollMany } = connect('{"status":0,"request":"ERROR_KEY_DOES_NOT_EXIST"}');
    await expect(pollMany([ticketOf(1), ticketOf(2)])).rejects.toMatchObject({
      code: 'credentials-rejected',
    });
  });

  it('asks for a single ticket as for any other', async () => {
    const { pollMany, asked } = connect('OK|03A|0.003');
    expect(await pollMany([ticketOf(1)])).toMatchObject([
      { ...solved('03A'), billed: { amount: 0.003 } },
    ]);
    expect(asked()).toEqual([`key=${apiKey}&action=get2&id=1&json=1`]);
  });

  it('asks nobody about nothing', async () => {
    const { pollMany, asked } = connect('');
    expect(await pollMany([])).toEqual([]);
    expect(asked()).toEqual([]);
  });
});
