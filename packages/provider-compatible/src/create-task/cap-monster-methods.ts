import type { Parameters } from '../fields/field-encoder.ts';
import {
  as,
  enterpriseAction,
  picture,
  proxyParts,
  utf8Base64,
  writtenElsewhere,
} from '../fields/write-field.ts';
import { imageBase64 } from '../image/image-base64.ts';
import type { CreateTaskMethods } from './create-task-method.ts';
import { createTaskMethods } from './create-task-methods.ts';
import { dataS, page } from './write-task-field.ts';

/**
 * CapMonster Cloud's methods (docs.capmonster.cloud, 2026-11-22): one name with and without a proxy. Its Friendly
 * Captcha wants the address of a script, which tasks here do not carry: it is left to `raw`. hCaptcha and FunCaptcha
 * left its documentation.
 */
export const capMonsterMethods = {
  'recaptcha-v2': {
    names: { proxyless: 'RecaptchaV2Task', enterpriseProxyless: 'RecaptchaV2EnterpriseTask' },
    fields: {
      ...createTaskMethods['recaptcha-v2'].fields,
      action: enterpriseAction('pageAction'),
      dataS,
    },
  },
  'recaptcha-v3': {
    names: {
      proxyless: 'RecaptchaV3TaskProxyless',
      enterpriseProxyless: 'RecaptchaV3EnterpriseTask',
    },
    fields: {
      ...page,
      action: as('pageAction'),
      minScore: as('minScore'),
      enterprise: writtenElsewhere,
      apiDomain: 'refused',
      userAgent: 'refused',
      proxy: 'refused',
    },
  },
  turnstile: {
    names: { proxyless: 'TurnstileTask' },
    fields: {
      ...page,
      action: as('pageAction'),
      data: as('data'),
      // With it the widget is that of a challenge page.
      pageData: (pageData) => ({ pageData, cloudflareTaskType: 'token' }),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
    misfit: ({ pageData, action, data, userAgent }) => {
      if (pageData === undefined) return undefined;
      const missing = Object.entries({ action, data, userAgent }).find(
        ([, it]) => it === undefined,
      );
      return missing === undefined
        ? undefined
        : { field: missing[0], message: 'is needed beside pageData' };
    },
  },
  'cloudflare-challenge': {
    names: { proxyless: 'TurnstileTask' },
    // The key is required, and any text does (docs.capmonster.cloud/docs/captchas/turnstile-challenge-task, option 2).
    fixed: { websiteKey: 'xxxxxxxxxx', cloudflareTaskType: 'cf_clearance' },
    fields: {
      pageUrl: page.pageUrl,
      pageHtml: utf8Base64('htmlPageBase64'),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
    required: ['pageHtml', 'userAgent'],
  },
  'geetest-v3': {
    ...createTaskMethods['geetest-v3'],
    names: { proxyless: 'GeeTestTask' },
  },
  'geetest-v4': {
    ...createTaskMethods['geetest-v4'],
    names: { proxyless: 'GeeTestTask' },
    fields: { ...createTaskMethods['geetest-v4'].fields, captchaId: as('gt') },
  },
  image: {
    names: { proxyless: 'ImageToTextTask' },
    fields: {
      image: picture('body'),
      isCaseSensitive: as('case'),
      isCalculation: as('math'),
      characters: (characters) => (characters === 'digits' ? { numeric: 1 } : {}),
      isPhrase: 'refused',
      minLength: 'refused',
      maxLength: 'refused',
      language: 'refused',
      instructions: 'refused',
    },
    misfit: ({ characters = 'any' }) =>
      characters === 'any' || characters === 'digits'
        ? undefined
        : { field: 'characters', message: 'must be any or digits' },
  },
  grid: {
    names: { proxyless: 'ComplexImageTask' },
    fixed: { class: 'recaptcha' },
    fields: {
      image: (image) => ({ imagesBase64: [imageBase64(image)] }),
      instructions: (instructions, { rows, columns }) => ({
        metadata: { Grid: `${rows}x${columns}`, ...question(instructions) },
      }),
      rows: writtenElsewhere,
      columns: writtenElsewhere,
    },
    misfit: ({ rows, columns }) =>
      rows === columns && [1, 3, 4].includes(rows)
        ? undefined
        : { field: 'rows', message: 'must make a grid of 1x1, 3x3 or 4x4' },
  },
  bls: {
    names: { proxyless: 'ComplexImageTask' },
    fixed: { class: 'recognition' },
    fields: {
      images: (images) => ({ imagesBase64: images.map((image) => imageBase64(image)) }),
      instructions: (instructions) => ({
        metadata: { Task: 'bls_3x3', TaskArgument: numberIn(instructions) ?? '' },
      }),
    },
    misfit: ({ instructions }) =>
      numberIn(instructions) === undefined
        ? { field: 'instructions', message: 'must name the number to look for' }
        : undefined,
  },
  'amazon-waf': {
    names: { proxyless: 'AmazonTask' },
    // Without it the reply has a voucher in place of the cookie.
    fixed: { cookieSolution: true },
    fields: createTaskMethods['amazon-waf'].fields,
    required: ['challengeScript'],
  },
  raw: createTaskMethods.raw,
} as const satisfies CreateTaskMethods;

/** What to look for, in words or by Google's id of it. */
const question = (instructions: string): Parameters =>
  /^\/m\/\w+$/.test(instructions) ? { TaskDefinition: instructions } : { Task: instructions };

/** The only number of a sentence such as "select all boxes with number 546". */
function numberIn(instructions: string): string | undefined {
  const numbers = instructions.match(/\d+/g);
  return numbers?.length === 1 ? numbers[0] : undefined;
}
