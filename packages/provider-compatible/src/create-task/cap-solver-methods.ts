import { as, picture, proxyParts, writtenElsewhere } from '../fields/write-field.ts';
import type { CreateTaskMethods } from './create-task-method.ts';
import { createTaskMethods } from './create-task-methods.ts';
import { cookieList, dataS, page, proxyLine } from './write-task-field.ts';

/**
 * CapSolver's methods, with a capital in `ProxyLess` (docs.capsolver.com/guide/captcha and /guide/recognition,
 * 2026-11-22). hCaptcha, FunCaptcha and Friendly Captcha left its list of task types.
 */
export const capSolverMethods = {
  'recaptcha-v2': {
    names: {
      proxyless: 'ReCaptchaV2TaskProxyLess',
      proxied: 'ReCaptchaV2Task',
      enterpriseProxyless: 'ReCaptchaV2EnterpriseTaskProxyLess',
      enterpriseProxied: 'ReCaptchaV2EnterpriseTask',
    },
    fields: {
      ...page,
      invisible: as('isInvisible'),
      enterprise: writtenElsewhere,
      // The `sa` of the widget's address, in both editions (docs.capsolver.com/guide/captcha/ReCaptchaV2).
      action: as('pageAction'),
      dataS,
      apiDomain: as('apiDomain'),
      cookies: cookieList,
      userAgent: 'refused',
      proxy: proxyParts,
    },
  },
  'recaptcha-v3': {
    names: {
      proxyless: 'ReCaptchaV3TaskProxyLess',
      proxied: 'ReCaptchaV3Task',
      enterpriseProxyless: 'ReCaptchaV3EnterpriseTaskProxyLess',
      enterpriseProxied: 'ReCaptchaV3EnterpriseTask',
    },
    fields: {
      ...page,
      action: as('pageAction'),
      minScore: as('minScore'),
      enterprise: writtenElsewhere,
      apiDomain: as('apiDomain'),
      userAgent: 'refused',
      proxy: proxyParts,
    },
  },
  turnstile: {
    names: { proxyless: 'AntiTurnstileTaskProxyLess' },
    fields: {
      ...page,
      action: (action, { data }) => ({
        metadata: { action, ...(data === undefined ? {} : { cdata: data }) },
      }),
      data: (cdata, { action }) => (action === undefined ? { metadata: { cdata } } : {}),
      pageData: 'refused',
      userAgent: 'refused',
      proxy: 'refused',
    },
  },
  'cloudflare-challenge': {
    names: { proxyless: 'AntiCloudflareTask' },
    fields: {
      pageUrl: page.pageUrl,
      // "For some websites"; as text, where CapMonster wants base64.
      pageHtml: as('html'),
      proxy: proxyLine,
      userAgent: as('userAgent'),
    },
  },
  'geetest-v3': {
    names: { proxyless: 'GeeTestTaskProxyLess' },
    fields: {
      ...createTaskMethods['geetest-v3'].fields,
      userAgent: 'refused',
      proxy: 'refused',
    },
  },
  'geetest-v4': {
    names: { proxyless: 'GeeTestTaskProxyLess' },
    fields: {
      pageUrl: page.pageUrl,
      captchaId: as('captchaId'),
      userAgent: 'refused',
      proxy: 'refused',
    },
  },
  image: {
    names: { proxyless: 'ImageToTextTask' },
    fields: {
      image: picture('body'),
      isPhrase: 'refused',
      isCaseSensitive: 'refused',
      isCalculation: 'refused',
      characters: 'refused',
      minLength: 'refused',
      maxLength: 'refused',
      language: 'refused',
      instructions: 'refused',
    },
  },
  grid: {
    names: { proxyless: 'ReCaptchaV2Classification' },
    fields: {
      image: picture('image'),
      instructions: as('question'),
      rows: writtenElsewhere,
      columns: writtenElsewhere,
    },
    misfit: ({ rows, columns, instructions }) => {
      if (rows !== columns || ![1, 3, 4].includes(rows))
        return { field: 'rows', message: 'must make a grid of 1x1, 3x3 or 4x4' };
      return /^\/m\/\w+$/.test(instructions)
        ? undefined
        : { field: 'instructions', message: 'must be the id of a question, such as /m/0k4j' };
    },
  },
  'amazon-waf': {
    names: { proxyless: 'AntiAwsWafTaskProxyLess', proxied: 'AntiAwsWafTask' },
    fields: {
      siteKey: as('awsKey'),
      pageUrl: page.pageUrl,
      iv: as('awsIv'),
      context: as('awsContext'),
      challengeScript: as('awsChallengeJS'),
      // It asks for another script, `jsapi.js`.
      captchaScript: 'refused',
      proxy: proxyLine,
    },
  },
  raw: createTaskMethods.raw,
} as const satisfies CreateTaskMethods;
