import type { FieldEncoders, Parameters } from '../fields/field-encoder.ts';
import { as, characterClass, flag, picture, proxyText } from '../fields/write-field.ts';
import type { CompatibleTaskType } from '../task-types.ts';

/** How a task type is submitted to in.php. */
export interface InPhpMethod<T extends CompatibleTaskType> {
  /** Sent with every task of the type; `method` among them. */
  readonly fixed: Parameters;
  readonly fields: FieldEncoders<T>;
}

/** The task types of a service, each with its method. */
export type InPhpMethods = { readonly [T in CompatibleTaskType]?: InPhpMethod<T> };

const page = {
  pageUrl: as('pageurl'),
  proxy: proxyText,
} as const;

/**
 * The methods of 2captcha and of whatever imitates it (protocols.md, section 2.1, after the parameter checks of the
 * vendor's own client).
 */
export const inPhpMethods = {
  'recaptcha-v2': {
    fixed: { method: 'userrecaptcha' },
    fields: {
      siteKey: as('googlekey'),
      ...page,
      invisible: flag('invisible'),
      enterprise: flag('enterprise'),
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
} as const satisfies InPhpMethods;
