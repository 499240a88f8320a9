import { as, proxyParts, unneeded } from '../fields/write-field.ts';
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
      // A worker's browser loads the page and solves it, and the reply names that one.
      pageHtml: unneeded,
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
  image: {
    ...shared.image,
    // 2captcha added two classes of its own to the three that are documented here.
    misfit: ({ characters = 'any' }) =>
      ['any', 'digits', 'letters'].includes(characters)
        ? undefined
        : { field: 'characters', message: 'must be any, digits or letters' },
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
