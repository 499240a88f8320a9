import {
  as,
  characterClass,
  picture,
  proxyParts,
  writtenElsewhere,
} from '../fields/write-field.ts';
import type { CreateTaskMethods } from './create-task-method.ts';
import {
  arkoseData,
  hostAs,
  page,
  rawMethod,
  renderedAction,
  renderedDataS,
  scoreQueue,
} from './write-task-field.ts';

/**
 * The methods of 2captcha's second API, which most services imitate (protocols.md, section 3.2; 2captcha.com/api-docs,
 * 2026-11-22). It has no task that ends in a `cf_clearance`, and withdrew hCaptcha.
 */
export const createTaskMethods = {
  'recaptcha-v2': {
    names: {
      proxyless: 'RecaptchaV2TaskProxyless',
      proxied: 'RecaptchaV2Task',
      enterpriseProxyless: 'RecaptchaV2EnterpriseTaskProxyless',
      enterpriseProxied: 'RecaptchaV2EnterpriseTask',
    },
    fields: {
      ...page,
      invisible: as('isInvisible'),
      enterprise: writtenElsewhere,
      action: renderedAction,
      dataS: renderedDataS,
      apiDomain: as('apiDomain'),
      cookies: as('cookies'),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
  },
  'recaptcha-v3': {
    names: { proxyless: 'RecaptchaV3TaskProxyless' },
    // Required, and 0.3, 0.7 or 0.9: 2captcha.com/api-docs/recaptcha-v3 and anti-captcha's page of the same type.
    fixed: { minScore: 0.3 },
    fields: {
      ...page,
      action: as('pageAction'),
      minScore: scoreQueue,
      enterprise: as('isEnterprise'),
      apiDomain: as('apiDomain'),
      userAgent: 'refused',
      proxy: 'refused',
    },
  },
  turnstile: {
    names: { proxyless: 'TurnstileTaskProxyless', proxied: 'TurnstileTask' },
    fields: {
      ...page,
      action: as('action'),
      data: as('data'),
      pageData: as('pagedata'),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
  },
  'geetest-v3': {
    names: { proxyless: 'GeeTestTaskProxyless', proxied: 'GeeTestTask' },
    fields: {
      pageUrl: page.pageUrl,
      gt: as('gt'),
      challenge: as('challenge'),
      apiServer: as('geetestApiServerSubdomain'),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
  },
  'geetest-v4': {
    names: { proxyless: 'GeeTestTaskProxyless', proxied: 'GeeTestTask' },
    fixed: { version: 4 },
    fields: {
      pageUrl: page.pageUrl,
      captchaId: (captchaId) => ({ initParameters: { captcha_id: captchaId } }),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
  },
  image: {
    names: { proxyless: 'ImageToTextTask' },
    fields: {
      image: picture('body'),
      isPhrase: as('phrase'),
      isCaseSensitive: as('case'),
      isCalculation: as('math'),
      characters: characterClass,
      minLength: as('minLength'),
      maxLength: as('maxLength'),
      language: writtenElsewhere,
      instructions: as('comment'),
    },
    envelope: ({ language }) => (language === undefined ? {} : { languagePool: poolOf(language) }),
  },
  grid: {
    names: { proxyless: 'GridTask' },
    fields: {
      image: picture('body'),
      instructions: as('comment'),
      rows: as('rows'),
      columns: as('columns'),
    },
  },
  'friendly-captcha': {
    names: { proxyless: 'FriendlyCaptchaTaskProxyless', proxied: 'FriendlyCaptchaTask' },
    fields: { ...page, proxy: proxyParts },
  },
  lemin: {
    names: { proxyless: 'LeminTaskProxyless' },
    fields: {
      captchaId: as('captchaId'),
      pageUrl: page.pageUrl,
      divId: as('divId'),
      apiServer: as('leminApiServerSubdomain'),
    },
    required: ['divId'],
  },
  captchafox: {
    names: { proxyless: 'CaptchaFoxTask' },
    fields: { ...page, proxy: proxyParts, userAgent: as('userAgent') },
    required: ['userAgent'],
  },
  funcaptcha: {
    names: { proxyless: 'FunCaptchaTaskProxyless', proxied: 'FunCaptchaTask' },
    fields: {
      publicKey: as('websitePublicKey'),
      pageUrl: page.pageUrl,
      serviceUrl: hostAs('funcaptchaApiJSSubdomain'),
      data: arkoseData,
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
  },
  'amazon-waf': {
    names: { proxyless: 'AmazonTaskProxyless', proxied: 'AmazonTask' },
    fields: {
      ...page,
      iv: as('iv'),
      context: as('context'),
      challengeScript: as('challengeScript'),
      captchaScript: as('captchaScript'),
      proxy: proxyParts,
    },
  },
  raw: rawMethod,
} as const satisfies CreateTaskMethods;

/** There are two pools of workers only: `rn` reads Cyrillic. */
const poolOf = (language: string): string =>
  ['ru', 'uk', 'be', 'kk'].includes(language.toLowerCase()) ? 'rn' : 'en';
