import type { Proxy } from '@understudy/core/provider';

import type { Parameters } from '../fields/field-encoder.ts';
import { as, proxyParts, unneeded } from '../fields/write-field.ts';
import type { CreateTaskMethods } from './create-task-method.ts';
import { createTaskMethods } from './create-task-methods.ts';
import { httpProxyParts, page } from './write-task-field.ts';

/** "http: usual http/https proxy": there is no `https` in the tables of the task types. */
const proxy = ({ type, ...others }: Proxy): Parameters =>
  proxyParts({ ...others, type: type === 'https' ? 'http' : type });

/** The fields of a method with the proxy as this service calls it. */
const proxied = <Fields extends object>(
  fields: Fields,
): Fields & { readonly proxy: typeof proxy } => ({
  ...fields,
  proxy,
});

const shared = createTaskMethods;

/** anti-captcha's methods, by which 2captcha named its own (anti-captcha.com/apidoc/task-types, 2026-11-22). */
export const antiCaptchaMethods = {
  'recaptcha-v2': { ...shared['recaptcha-v2'], fields: proxied(shared['recaptcha-v2'].fields) },
  'recaptcha-v3': shared['recaptcha-v3'],
  turnstile: {
    ...shared.turnstile,
    fields: proxied({
      ...page,
      action: as('action'),
      data: as('cData'),
      pageData: as('chlPageData'),
      userAgent: 'refused',
    }),
  },
  'cloudflare-challenge': {
    names: { proxyless: 'AntiBotCookieTask' },
    fields: {
      pageUrl: page.pageUrl,
      proxy: httpProxyParts,
      // A worker's browser loads the page and solves it, and the reply names that one.
      pageHtml: unneeded,
      userAgent: 'refused',
    },
    misfit: (task) =>
      task.proxy.type.startsWith('http')
        ? undefined
        : { field: 'proxy.type', message: 'must be http or https' },
  },
  'geetest-v3': { ...shared['geetest-v3'], fields: proxied(shared['geetest-v3'].fields) },
  'geetest-v4': {
    ...shared['geetest-v4'],
    fields: proxied({ ...shared['geetest-v4'].fields, captchaId: as('gt') }),
  },
  image: {
    ...shared.image,
    // 2captcha added two classes of its own to the three that are documented here.
    misfit: ({ characters = 'any' }) =>
      ['any', 'digits', 'letters'].includes(characters)
        ? undefined
        : { field: 'characters', message: 'must be any, digits or letters' },
  },
  'friendly-captcha': {
    ...shared['friendly-captcha'],
    fields: proxied(shared['friendly-captcha'].fields),
  },
  hcaptcha: {
    names: { proxyless: 'HCaptchaTaskProxyless', proxied: 'HCaptchaTask' },
    fields: proxied({
      ...page,
      invisible: as('isInvisible'),
      data: (rqdata: string) => ({ isEnterprise: true, enterprisePayload: { rqdata } }),
      userAgent: as('userAgent'),
    }),
  },
  funcaptcha: { ...shared.funcaptcha, fields: proxied(shared.funcaptcha.fields) },
  'amazon-waf': { ...shared['amazon-waf'], fields: proxied(shared['amazon-waf'].fields) },
  raw: shared.raw,
} as const satisfies CreateTaskMethods;
