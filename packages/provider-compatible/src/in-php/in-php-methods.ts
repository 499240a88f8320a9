import type { Task, TaskOf } from '@understudy/core/provider';

import type { FieldEncoders, Parameters } from '../fields/field-encoder.ts';
import {
  as,
  characterClass,
  enterpriseAction,
  flag,
  nested,
  picture,
  proxyText,
} from '../fields/write-field.ts';
import type { Misfit } from '../service/method-fault.ts';
import type { CompatibleTaskType } from '../task-types.ts';

/** How a task type is submitted to in.php. */
export interface InPhpMethod<T extends CompatibleTaskType> {
  /** Sent with every task of the type; `method` among them. */
  readonly fixed: Parameters;
  readonly fields: FieldEncoders<T>;
  /** Fields that a task may lack, and that the service wants all the same. */
  readonly required?: readonly (keyof TaskOf<T> & string)[] | undefined;
  /** Names what a service would refuse by a field's value; such tasks are not declared to be supported. */
  misfit?(task: Task<T>): Misfit | undefined;
}

/** The task types of a service, each with its method. */
export type InPhpMethods = { readonly [T in CompatibleTaskType]?: InPhpMethod<T> };

/** What every request has: a raw task with one of them would change whose request it is, and what it asks for. */
const ownParameters = ['key', 'method', 'json', 'soft_id', 'pingback'];

const page = {
  pageUrl: as('pageurl'),
  proxy: proxyText,
} as const;

/**
 * The methods of 2captcha and of whatever imitates it (protocols.md, section 2.1, after the parameter checks of the
 * vendor's own client). Challenge pages of Cloudflare and BLS have none.
 */
export const inPhpMethods = {
  'recaptcha-v2': {
    fixed: { method: 'userrecaptcha' },
    fields: {
      siteKey: as('googlekey'),
      ...page,
      invisible: flag('invisible'),
      enterprise: flag('enterprise'),
      action: enterpriseAction('action'),
      dataS: as('data-s'),
      apiDomain: as('domain'),
      cookies: as('cookies'),
      userAgent: as('userAgent'),
    },
  },
  'recaptcha-v3': {
    fixed: { method: 'userrecaptcha', version: 'v3' },
    fields: {
      siteKey: as('googlekey'),
      ...page,
      action: as('action'),
      minScore: as('min_score'),
      enterprise: flag('enterprise'),
      apiDomain: as('domain'),
      userAgent: as('userAgent'),
    },
  },
  turnstile: {
    fixed: { method: 'turnstile' },
    fields: {
      siteKey: as('sitekey'),
      ...page,
      action: as('action'),
      data: as('data'),
      pageData: as('pagedata'),
      // The newer kinds are spelt in lower case, in the vendor's client too.
      userAgent: as('useragent'),
    },
  },
  image: {
    fixed: { method: 'base64' },
    fields: {
      image: picture('body'),
      isPhrase: flag('phrase'),
      isCaseSensitive: flag('regsense'),
      isCalculation: flag('calc'),
      characters: characterClass,
      minLength: as('min_len'),
      maxLength: as('max_len'),
      language: as('lang'),
      instructions: as('textinstructions'),
    },
  },
  grid: {
    fixed: { method: 'base64', recaptcha: 1 },
    fields: {
      image: picture('body'),
      instructions: as('textinstructions'),
      rows: as('recaptcharows'),
      columns: as('recaptchacols'),
    },
  },
  'geetest-v3': {
    fixed: { method: 'geetest' },
    fields: {
      ...page,
      gt: as('gt'),
      challenge: as('challenge'),
      apiServer: as('api_server'),
      userAgent: as('userAgent'),
    },
  },
  'geetest-v4': {
    fixed: { method: 'geetest_v4' },
    fields: { ...page, captchaId: as('captcha_id'), userAgent: as('userAgent') },
  },
  'friendly-captcha': {
    fixed: { method: 'friendly_captcha' },
    fields: { siteKey: as('sitekey'), ...page },
  },
  lemin: {
    fixed: { method: 'lemin' },
    fields: {
      captchaId: as('captcha_id'),
      pageUrl: as('pageurl'),
      divId: as('div_id'),
      apiServer: as('api_server'),
    },
    required: ['divId'],
  },
  captchafox: {
    fixed: { method: 'captchafox' },
    fields: { siteKey: as('sitekey'), ...page, userAgent: as('userAgent') },
    required: ['userAgent'],
  },
  hcaptcha: {
    fixed: { method: 'hcaptcha' },
    fields: {
      siteKey: as('sitekey'),
      ...page,
      invisible: flag('invisible'),
      data: as('data'),
      userAgent: as('userAgent'),
    },
  },
  funcaptcha: {
    fixed: { method: 'funcaptcha' },
    fields: {
      publicKey: as('publickey'),
      ...page,
      serviceUrl: as('surl'),
      data: nested('data'),
      userAgent: as('userAgent'),
    },
  },
  'amazon-waf': {
    fixed: { method: 'amazon_waf' },
    fields: {
      siteKey: as('sitekey'),
      ...page,
      iv: as('iv'),
      context: as('context'),
      challengeScript: as('challenge_script'),
      captchaScript: as('captcha_script'),
    },
  },
  raw: {
    fixed: {},
    fields: { method: as('method'), parameters: (parameters) => parameters },
    misfit: ({ parameters }) => {
      const own = ownParameters.find((name) => Object.hasOwn(parameters, name));
      return own === undefined
        ? undefined
        : { field: `parameters.${own}`, message: "is the service's own" };
    },
  },
} as const satisfies InPhpMethods;
