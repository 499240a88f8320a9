import type { Task } from '@understudy/core/provider';

import type { FieldEncoders, Parameters } from '../fields/field-encoder.ts';
import {
  as,
  characterClass,
  picture,
  proxyParts,
  writtenElsewhere,
} from '../fields/write-field.ts';
import type { CompatibleTaskType } from '../task-types.ts';

/** The names of a task type, by who opens the page and by edition. A service without a name for proxies takes none. */
export interface TaskNames {
  readonly proxyless: string;
  readonly proxied?: string | undefined;
  readonly enterpriseProxyless?: string | undefined;
  readonly enterpriseProxied?: string | undefined;
}

/** How a task type is submitted to createTask. */
export interface CreateTaskMethod<T extends CompatibleTaskType> {
  readonly names: TaskNames;
  /** Sent in every `task` of the type, where the fields say nothing else. */
  readonly fixed?: Parameters | undefined;
  readonly fields: FieldEncoders<T>;
  /** What stands beside the `task` instead of in it. */
  envelope?(task: Task<T>): Parameters;
}

/** The task types of a service, each with its method. */
export type CreateTaskMethods = { readonly [T in CompatibleTaskType]?: CreateTaskMethod<T> };

const page = {
  siteKey: as('websiteKey'),
  pageUrl: as('websiteURL'),
} as const;

/** The methods of 2captcha's second API, which most services imitate (protocols.md, section 3.2). */
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
      dataS: (dataS, { enterprise }) =>
        enterprise === true ? { enterprisePayload: { s: dataS } } : { recaptchaDataSValue: dataS },
      apiDomain: as('apiDomain'),
      cookies: as('cookies'),
      userAgent: as('userAgent'),
      proxy: proxyParts,
    },
  },
  'recaptcha-v3': {
    names: { proxyless: 'RecaptchaV3TaskProxyless' },
    // The field is required: 2captcha.com/api-docs/recaptcha-v3 and anti-captcha's page of the same type.
    fixed: { minScore: 0.3 },
    fields: {
      ...page,
      action: as('pageAction'),
      minScore: as('minScore'),
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
} as const satisfies CreateTaskMethods;

/** There are two pools of workers only: `rn` reads Cyrillic. */
const poolOf = (language: string): string =>
  ['ru', 'uk', 'be', 'kk'].includes(language.toLowerCase()) ? 'rn' : 'en';
