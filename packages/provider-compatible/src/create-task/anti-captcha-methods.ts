import { as, proxyParts } from '../fields/write-field.ts';
import type { CreateTaskMethods } from './create-task-method.ts';
import { createTaskMethods } from './create-task-methods.ts';
import { httpProxyParts, page } from './write-task-field.ts';

const { grid: _grid, lemin: _lemin, captchafox: _captchafox, ...shared } = createTaskMethods;

/** anti-captcha's methods, by which 2captcha named its own (anti-captcha.com/apidoc/task-types, 2026-11-22). */
export const antiCaptchaMethods = {
  ...shared,
  turnstile: {
    ...shared.turnstile,
    fields: {
      ...page,
      action: as('action'),
      data: as('cData'),
      pageData: as('chlPageData'),
      userAgent: 'refused',
      proxy: proxyParts,
    },
  },
  'cloudflare-challenge': {
    names: { proxyless: 'AntiBotCookieTask' },
    fields: {
      pageUrl: page.pageUrl,
      proxy: httpProxyParts,
      // A worker's browser solves it, and the reply names that one.
      userAgent: 'refused',
    },
    misfit: ({ proxy }) =>
      proxy.type.startsWith('http')
        ? undefined
        : { field: 'proxy.type', message: 'must be http or https' },
  },
  'geetest-v4': {
    ...shared['geetest-v4'],
    fields: { ...shared['geetest-v4'].fields, captchaId: as('gt') },
  },
  hcaptcha: {
    names: { proxyless: 'HCaptchaTaskProxyless', proxied: 'HCaptchaTask' },
    fields: {
      ...page,
      invisible: as('isInvisible'),
      data: (rqdata) => ({ isEnterprise: true, enterprisePayload: { rqdata } }),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
  },
} as const satisfies CreateTaskMethods;
