import * as z from 'zod';

const endpoints = /\/(in\.php|res\.php|createTask|getTaskResult)$/i;

/** An http or https address, with or without a path; comes out without trailing slashes. */
export const baseUrlSchema = z
  .url({
    protocol: /^https?$/,
    error: 'must be an http or https URL such as https://solver.example',
  })
  .transform((text) => new URL(text))
  .refine(
    ({ username, password }) => username === '' && password === '',
    'must not carry a user name or a password',
  )
  .refine(
    ({ search, hash }) => search === '' && hash === '',
    'must end with its path, without a query or a fragment',
  )
  .refine(
    ({ pathname }) => !endpoints.test(pathname),
    'must be the address above the endpoints, without their names',
  )
  .transform(({ origin, pathname }) => `${origin}${pathname}`.replace(/\/+$/, ''));
