import { parseOptions, strictObject } from '@understudy/core/provider';
import * as z from 'zod';

import type { AccountControl } from '../fake/account-control.ts';
import { unknownWord } from './admin-error.ts';
import { json } from './admin-reply.ts';
import type { AdminRequest, Route } from './route.ts';

const changeSchema = strictObject({
  /** US dollars. */
  balance: z.number().optional(),
  threads: z.int().min(0).optional(),
  isRevoked: z.boolean().optional(),
});

/** Accounts go by their names: a key in a URL would be in every log. */
function accountOf({ target, words }: AdminRequest): AccountControl {
  const accounts = target.engine.accountsByName;
  const { name: word = '' } = words;
  const account = accounts.get(word);
  if (account !== undefined) return account;
  throw unknownWord(404, { field: 'account', word, valid: [...accounts.keys()] });
}

const shown = ({ balance, busyThreads }: AccountControl): object => ({ balance, busyThreads });

/** The customers of the fake service. */
export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'accounts',
    handle: ({ target }) => {
      const accounts = Array.from(target.engine.accountsByName, ([name, account]) => ({
        name,
        ...shown(account),
      }));
      return json({ accounts });
    },
  },
  {
    method: 'GET',
    path: 'accounts/:name',
    handle: (request) => json(shown(accountOf(request))),
  },
  {
    method: 'PATCH',
    path: 'accounts/:name',
    handle: (request) => {
      const account = accountOf(request);
      const change = parseOptions(changeSchema, request.body, 'accounts');
      if (change.balance !== undefined) account.setBalance(change.balance);
      if (change.threads !== undefined) account.setThreads(change.threads);
      if (change.isRevoked === true) account.revoke();
      if (change.isRevoked === false) account.restore();
      return json(shown(account));
    },
  },
  {
    method: 'POST',
    path: 'accounts/:name/rotate-key',
    handle: (request) => json({ apiKey: accountOf(request).rotateKey() }),
  },
];
