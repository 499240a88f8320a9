import { inspect } from 'node:util';

/** What no error may repeat. Nobody named them to the call that is answered by them. */
export const strangersSecrets = [
  'PUSER',
  'PPASS',
  'q3k9v0a7m2c8x5z1b4n6d0',
  'secretToken',
  'cookie-value-77',
  '0F3A9C7712BB',
] as const;

/** What services put where a code should stand, each with a secret of somebody else's call in it. */
export const hostileTexts = [
  'ERROR_BAD_PROXY PUSER:PPASS@1.2.3.4:3128',
  'ERROR_PROXY_CONNECT_REFUSED:PUSER:PPASS@1.2.3.4:3128',
  'ERROR_NOBODY_KNOWS|PUSER:PPASS@1.2.3.4:3128',
  'PUSER_SHOP:PPASS@1.2.3.4:3128',
  'http://PUSER:PPASS@proxy.example:3128 refused the connection',
  'https://hooks.shop.example/understudy/q3k9v0a7m2c8x5z1b4n6d0',
  'ERROR_IP_ADDRES: https://hooks.shop.example/understudy/q3k9v0a7m2c8x5z1b4n6d0',
  'https://2captcha.com/blog/google-search-recaptcha?from=PUSER:PPASS',
  '0.secretToken-zrSnRHO7h0HwSjSCU8oyzbjEtD8p',
  'secretToken',
  'ERROR_secretToken',
  'ERROR_0F3A9C7712BB',
  'the cookie sid=cookie-value-77 was not accepted',
  `ERROR_${'A_'.repeat(40)}PPASS`,
] as const;

/** Everything of an error that anybody prints, stores or sends. */
export const printed = (error: unknown): string =>
  [
    JSON.stringify(error),
    inspect(error, { depth: 9, showHidden: true }),
    String(Object(error).message),
    String(Object(error).stack),
    inspect(Object(error).cause, { depth: 9, showHidden: true }),
  ].join('\n');
