import { as, inPhpMethods, type InPhpMethods } from '@understudy/provider-compatible';

/**
 * CaptchaAI's methods and parameters (docs.captchaai.com, the per-type OpenAPI pages; protocols.md, sections 1.2 and
 * 1.3). They are 2captcha's but for the spelling of the user agent, which is `userAgent` throughout. `data` and
 * `pagedata` of Turnstile are 2captcha's names, which CaptchaAI does not document and nobody saw it refuse.
 */
export const captchaaiMethods = {
  ...inPhpMethods,
  turnstile: {
    ...inPhpMethods.turnstile,
    fields: { ...inPhpMethods.turnstile.fields, userAgent: as('userAgent') },
  },
} as const satisfies InPhpMethods;
